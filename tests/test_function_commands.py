"""jsfunction, jsclosure, jssource, jsconstructor, jsarray, nodebuffer, v8function, v8code, v8context, v8scopeinfo:
against what JavaScript says of the same values, on every release, in process; in gdb and lldb on two."""

import functools
import json
import re

import pytest

import debuggers
import nodes
import targets
from v8dbg import commands
from v8dbg.closures import closure_scopes
from v8dbg.code_facts import code_at_pc, handler_table
from v8dbg.code_tables import tables
from v8dbg.elf_core import ElfCore
from v8dbg.expressions import evaluate
from v8dbg.frame_values import current_thread, stack_of
from v8dbg.function_facts import source_range
from v8dbg.render import Out
from v8dbg.safepoints import safepoints
from v8dbg.scripts import source, whole
from v8dbg.session import Session
from v8dbg.shared_facts import describe_scope_info

FEW = [v for v in ("16.20.2", "24.21.0") if v in nodes.versions("all")] or nodes.versions("all")[:1]


class Target:
    """One core, opened; `run` types a line, `json` reads what it prints."""

    def __init__(self, version):
        target = targets.core("function_kinds", version)
        self.truth = target.truth["extra"]
        self.session = Session(ElfCore(str(target.core), str(target.node)))
        frames = stack_of(self.session, current_thread(self.session)).frames
        self.frames = {frame.function: f"f{frame.index}" for frame in reversed(frames) if frame.function}

    def held(self, name):
        return f"{self.frames['start']}.values.{name}"

    def value(self, name):
        return evaluate(self.session, self.held(name))

    def run(self, line, fails=False):
        written = []
        status = commands.run(commands.split(line), lambda: self.session, Out(written.append))
        assert fails or status == commands.OK, "".join(written)
        return "".join(written)

    def json(self, line, fails=False):
        return json.loads(self.run(line + " --json", fails))

    def function(self, name):
        return self.json(f"jsfunction {self.held(name)}")["functions"][0]


@functools.lru_cache(maxsize=1)
def opened(version):
    return Target(version)


@pytest.fixture(scope="module", params=nodes.versions("all"))
def core(request):
    return opened(request.param)


# -- functions ---------------------------------------------------------------------------------


def test_functions_are_what_javascript_says(core):
    checked = 0
    for name, told in core.truth["told"].items():
        found = core.function(name)
        function = core.value(name)
        if told["kind"] == "native function":
            assert found["kind"] == "native function" and "script" not in found
            continue
        # `new Function` and minifiers aside, toString is the text of the function
        begin, end = source_range(function.shared, function)
        assert whole(source(function.shared.script)[begin:end]) == told["source"], name
        if told["kind"]:
            assert found["kind"] == told["kind"], name
        assert found["function"] == (told["name"] or "(anonymous)") or not told["name"], name
        if "parameters" in told:
            assert found["parameters"] == told["parameters"]
        line, column = map(int, found["start"].split(":"))
        # late V8 7.8 numbers the lines of `new Function` from the body on
        assert (line >= 1 or name == "made") and column >= 1 and found["script"]
        checked += 1
    assert checked > 20
    declared = core.function("declared")
    assert declared["start"] == "1:1" and declared["end"] == "3:2" and declared["parameters"] == ["a", "b"]
    assert declared["strict"] is False and core.function("strict")["strict"] is True
    assert "interpreted" in declared["code"]
    assert core.function("never")["code"] == ["not compiled"] or core.session.versions.v8 < (7, 8)


def test_bound_functions_and_natives(core):
    twice = core.function("boundTwice")
    assert twice["kind"] == "bound function" and twice["target"]["address"] == f"{core.value('bound').address:#x}"
    assert [each["value"] for each in twice["arguments"]] == [9]
    once = core.function("bound")
    assert once["target"]["address"] == f"{core.value('declared').address:#x}"
    assert once["this"]["preview"] == "{me: 1}" and [each["value"] for each in once["arguments"]] == [7, "eight"]
    assert core.function("native")["native"] == "builtin ArrayMap"
    assert "node::Abort" in core.function("callback")["native"]


def test_home_objects(core):
    found = core.function("superMethod")
    assert "__proto__" in str(found["home_object"]) or found["home_object"]["class"] == "Object"
    assert found["home_object"]["address"] == core.json(f"jsconstructor -v {core.frames['start']}.values.plain")[
        "constructors"][0]["object"]["address"] or found["home_object"]["preview"].startswith("{m: ")


def test_many_values_one_bad(core):
    text = core.run(f"jsfunction {core.held('declared')} {core.held('missing')} {core.held('arrow')}", fails=True)
    assert "declared" in text and "arrow function" in text and "warning: " in text and "missing" in text
    assert "is no function" in core.run(f"jsfunction {core.held('packed')}", fails=True)
    assert "number" in core.run(f"jsfunction {core.held('packed')}[0]", fails=True)


# -- source ------------------------------------------------------------------------------------


def test_source_is_that_of_the_function(core):
    found = core.json(f"jssource {core.held('base')}")["sources"][0]
    assert "\n".join(found["lines"]) == core.truth["told"]["base"]["source"]
    assert (found["first"], found["last"], found["script"]) == (1, 4, "base.js")
    crlf = core.json(f"jssource {core.held('crlf')}")["sources"][0]
    assert crlf["lines"] == ["(function crlf() {", "  return 1;", "})"] and crlf["first"] == 2
    around = core.json(f"jssource -n 1 {core.held('crlf')}")["sources"][0]
    assert around["first"] == 1 and around["lines"][0] == "var x;"
    unicode = core.json(f"jssource {core.held('unicode')}")["sources"][0]
    assert unicode["lines"] == ["/* 𝒳 é 中 */ " + "(" + core.truth["told"]["unicode"]["source"] + ")"]
    ranged = core.json(f"jssource -l 2-3 {core.held('base')}")["sources"][0]
    assert ranged["lines"] == core.truth["told"]["base"]["source"].split("\n")[1:3]
    assert core.json(f"jssource {core.held('minified')}")["sources"][0]["lines"] == ["…a=>a+q…"]


def test_source_of_a_frame_marks_the_line(core):
    frame = core.frames["closures"]
    found = core.json(f"jssource {frame}")["sources"][0]
    assert found["executing"][0] == found["first"] + next(
        number for number, line in enumerate(found["lines"]) if "finish();" in line)
    marked = [line for line in core.run(f"jssource -n 2 {frame}.function").splitlines() if line.startswith("=>")]
    assert len(marked) == 1 and marked[0].endswith("finish();")
    assert len(core.json(f"jssource -n 2 {frame}")["sources"][0]["lines"]) == 5
    inner = core.json("jssource")["sources"][0]
    assert inner["script"].endswith("truth.js") and "process.abort();" in "".join(inner["lines"])


def test_source_of_scripts_and_of_what_has_none(core):
    shared = core.function("declared")["shared"]["address"]
    assert core.json(f"jssource {shared}")["sources"][0]["lines"][0] == "function declared(a, b) {"
    script = core.json(f"v8function {core.held('declared')}")["functions"][0]["shared_function_info"]["script"]
    whole_script = core.json(f"jssource {script['address']}")["sources"][0]
    assert whole_script["lines"] == ["function declared(a, b) {", "  return a + b;", "}", "declared"]
    said = core.run(f"jssource {core.held('native')}", fails=True)
    assert "map has no source: it is builtin ArrayMap" in said
    assert "C++ node::Abort" in core.run(f"jssource {core.held('callback')}", fails=True)
    assert "is no function and no script" in core.run(f"jssource {core.held('packed')}", fails=True)
    assert "give a line" in core.run(f"jssource -l x {core.held('base')}", fails=True)


# -- closures, contexts, scopes --------------------------------------------------------------------


def test_closure_variables(core):
    scopes = core.json(f"jsclosure {core.held('deep')}")["functions"][0]["scopes"]
    block, inner, outer = scopes[0], scopes[1], scopes[2]
    values = {each["name"]: each for scope in scopes for each in scope["variables"]}
    assert block["kind"] == "block" and [each["name"] for each in block["variables"]] == ["shadow"]
    assert inner["kind"] == "function" and inner["function"] == "inner"
    assert {each["name"] for each in inner["variables"]} == {"argument", "block"}
    assert outer["kind"] == "function" and outer["function"] == "closures"
    assert values["number"]["value"]["value"] == 42 and values["shadow"]["value"]["value"] == 42
    assert values["text"]["value"]["value"] == "captured" and values["half"]["value"]["value"] == 0.75
    assert values["unset"]["value"]["preview"] == "undefined" and values["argument"]["value"]["value"] == "passed"
    assert values["late"]["uninitialized"] is True and "value" not in values["late"]
    shown = core.run(f"jsclosure -a {core.held('deep')}")
    assert re.search(r"  text: 0x[0-9a-f]+ 'captured'", shown) and "  late: <uninitialized>" in shown
    short = core.run(f"jsclosure -s {core.held('deep')}").split()
    assert values["text"]["value"]["address"] in short and all(re.fullmatch("0x[0-9a-f]+", each) for each in short)


def test_with_and_eval_scopes(core):
    scopes = core.json(f"jsclosure {core.held('withScope')}")["functions"][0]["scopes"]
    assert [scope["kind"] for scope in scopes][0] == "with" and scopes[0]["object"]["preview"] == "{hidden: 'in with'}"
    scopes = core.json(f"jsclosure {core.held('evaluated')}")["functions"][0]["scopes"]
    values = {each["name"]: each for scope in scopes for each in scope["variables"]}
    assert values["own"]["value"]["value"] == 1
    assert values["added"]["value"]["value"] == 2 and values["added"]["note"] == "eval"


def test_contexts_and_scope_infos(core):
    closure = core.json(f"jsclosure {core.held('deep')}")["functions"][0]["scopes"]
    found = core.json(f"v8context {core.held('deep')}")["contexts"][0]
    assert found["address"] == closure[0]["context"] and found["kind"] == "BLOCK_CONTEXT_TYPE"
    assert [slot.get("name") for slot in found["slots"]] == ["shadow"]
    assert found["previous"]["address"] == closure[1]["context"]
    outer = core.json(f"v8context {closure[2]['context']}")["contexts"][0]
    slots = {slot["name"]: slot["value"] for slot in outer["slots"] if "name" in slot}
    assert slots["late"] == "<uninitialized>" and outer["function"] == "closures"
    native = core.json(f"v8context {outer['native_context']['address']}")["contexts"][0]
    assert native["kind"] == "NATIVE_CONTEXT_TYPE" and len(native["slots"]) > 200
    info = core.json(f"v8scopeinfo {closure[2]['context']}")["scope_infos"][0]
    assert info["scope_type"] == "FUNCTION_SCOPE" and info["function_name"] == "closures"
    modes = {each["name"]: each for each in info["context_locals"]}
    assert modes["number"]["mode"] == "let" and modes["text"]["mode"] == "const" and modes["unset"]["mode"] == "var"
    assert modes["late"]["needs_initialization"] and "needs_initialization" not in modes["unset"]
    assert modes["half"].get("assigned") and not modes["number"].get("assigned")
    info = core.json(f"v8scopeinfo {core.held('declared')}")["scope_infos"][0]
    assert info["function_kind"] == "kNormalFunction" and info["parameters"] in (0, 2)
    said = core.run(f"v8scopeinfo {core.held('never')}", fails=True)
    assert "was not compiled yet" in said or core.session.versions.v8 < (7, 8)
    for command in ("v8context", "v8scopeinfo"):
        assert "a JS_ARRAY_TYPE" in core.run(f"{command} {core.held('packed')}", fails=True)


# -- objects ---------------------------------------------------------------------------------------


def test_constructors(core):
    lines = core.run(f"jsconstructor {core.held('widget')} {core.held('plain')} {core.held('date')}").split()
    assert lines[::2] == ["Special", "Object", "Date"]
    special = core.json(f"jsconstructor {core.held('widget')}")["constructors"][0]
    assert special["constructor"]["preview"] == "class Special" and special["prototype"]["preview"] == "Widget {}"
    assert core.run(f"jsconstructor -s {core.held('widget')}").strip() == special["constructor"]["address"]
    verbose = core.run(f"jsconstructor -v {core.held('bare')}", fails=True)
    assert "null" in verbose
    assert "primitive" in core.run(f"jsconstructor {core.held('packed')}[1]", fails=True)


def test_arrays(core):
    def elements(name):
        return core.json(f"jsarray {core.held(name)}")["arrays"][0]

    assert [each["value"].get("value") for each in elements("packed")][:2] == [1, "two"]
    assert [each["index"] for each in elements("packed")] == list(range(5))
    assert [each["value"]["preview"] for each in elements("doubles")] == [
        "1.5", "-0", "NaN", "9007199254740992", "Infinity"]
    assert [("holes" in each, each["index"]) for each in elements("holes")] == [
        (False, 0), (True, 1), (False, 2), (True, 3)]
    assert elements("holes")[3]["holes"] == 2
    sparse = elements("sparse")
    assert [(each["index"], each.get("holes")) for each in sparse] == [
        (0, 3), (3, None), (4, 4999996), (5000000, None)]
    assert [each.get("holes") for each in elements("deleted")] == [None, 1, None] and elements("empty") == []
    assert [each["value"]["value"] for each in elements("integers")] == [1, -2, 300]
    assert [each["index"] for each in elements("indexed")] == [0, 1, 2]
    assert [each["value"].get("value") for each in elements("given")] == ["x", 2]
    text = core.run(f"jsarray -i {core.held('packed')}").splitlines()
    assert text[0] == "0 1" and re.fullmatch(r"1 0x[0-9a-f]+", text[1]) and text[3] == "3 4.5" or "0x" in text[3]
    assert core.run(f"jsarray {core.held('holes')}").splitlines()[1::2] == ["<hole>", "<2 holes>"]
    assert core.run(f"jsarray -v {core.held('packed')}").splitlines()[1].endswith(": 'two'")
    assert "is no array" in core.run(f"jsarray {core.held('packed')}[1]", fails=True)


def test_buffers(core, tmp_path):
    for name, told in core.truth["buffers"].items():
        found = core.json(f"nodebuffer -x -l 100000 {core.held(name)}")["buffers"][0]
        assert found["length"] == len(told["hex"]) // 2, name
        if found["length"]:
            assert found["bytes"] == told["hex"], name
            address = int(found["address"], 16)
            assert core.session.process.read(address, 1)[0] == int(told["hex"][:2], 16)
        if "buffer" in found and not found["on_heap"]:
            assert (found["buffer"]["offset"], found["buffer"]["length"]) == (told["offset"], told["of"]), name
    kinds = {name: core.json(f"nodebuffer {core.held(name)}")["buffers"][0]["kind"] for name in core.truth["buffers"]}
    assert kinds["pooled"] == "Buffer" and kinds["u8"] == "Uint8Array" and kinds["view"] == "DataView"
    assert kinds["arrayBuffer"] == "ArrayBuffer" and kinds["shared"] == "SharedArrayBuffer"
    assert core.json(f"nodebuffer {core.held('detachedView')}")["buffers"][0]["detached"] is True
    assert "detached" in core.run(f"nodebuffer {core.held('detachedView')}")
    file = tmp_path / "bytes"
    core.run(f"nodebuffer -o {file} {core.held('allocated')}")
    assert file.read_bytes().hex() == core.truth["buffers"]["allocated"]["hex"]
    dump = core.run(f"nodebuffer -x -l 20 {core.held('slice')}").splitlines()
    assert dump[1].split("  ", 1)[1].startswith("61 62 61 62") and dump[1].endswith("|ababababab|")
    assert core.run(f"nodebuffer -s {core.held('u8')}").strip() == (
        core.json(f"nodebuffer {core.held('u8')}")["buffers"][0]["address"])
    assert "has no bytes" in core.run(f"nodebuffer {core.held('packed')}", fails=True)
    assert "cannot write" in core.run(f"nodebuffer -o /no/such/folder/x {core.held('u8')}", fails=True)


def test_bytes_that_are_not_in_the_core_are_told(core, monkeypatch):
    first = int(core.json(f"nodebuffer {core.held('allocated')}")["buffers"][0]["address"], 16)
    page = (first // 4096 + 1) * 4096
    fetch = type(core.session.process).fetch
    core.session.process._pages.clear()
    try:
        monkeypatch.setattr(core.session.process, "fetch", lambda at, size: b"" if at // 4096 == page // 4096 else (
            fetch(core.session.process, at, min(size, page - at) if at < page else size)))
        text = core.run(f"nodebuffer -x -l 10000 {core.held('allocated')}", fails=True)
        assert f"none at {page:#x}" in text and "?? ??" in text and "61 62" in text
    finally:
        monkeypatch.undo()
        core.session.process._pages.clear()


# -- V8's own view ---------------------------------------------------------------------------------


def test_v8function(core):
    found = core.json(f"v8function -d {core.held('declared')}", fails=True)["functions"][0]
    info = found["shared_function_info"]
    assert info["name"] == "declared" and info["function_kind"] == "kNormalFunction" and info["length"] == 2
    code = next(each for each in found["codes"] if each["kind"] == "bytecode")
    rows = [(row["bytecode"], row["operands"]) for row in code["bytecode"]]
    names = [name for name, _ in rows if name != "StackCheck"]
    assert names == ["Ldar", "Add", "Return"]
    assert dict(rows)["Ldar"] == ["a1"] and dict(rows)["Add"][0] == "a0"
    assert next(row for row in code["bytecode"] if row["bytecode"] == "Return")["position"] == "2:16"
    assert next(row for row in code["bytecode"] if row["bytecode"] == "Add")["position"] == "2:12"
    text = core.run(f"v8function -d {core.held('superMethod')}", fails=True)
    assert "NamedPropertyFromSuper" in text or "[LoadFromSuper]" in text
    assert "is no JSFunction" in core.run(f"v8function {core.held('bound')}", fails=True)


def test_v8code(core):
    frames = stack_of(core.session, current_thread(core.session)).frames
    start = next(frame for frame in frames if frame.function == "start")
    by_pc = core.json(f"v8code {start.pc:#x}")["codes"][0]
    assert by_pc["kind"] == "builtin" and by_pc["name"] == "InterpreterEntryTrampoline" or by_pc["kind"] == "builtin"
    array = core.json(f"v8code {core.held('declared')}")["codes"][-1]
    again = core.json(f"v8code -d {array['address']}")["codes"][0]
    assert again["kind"] == "bytecode" and again["size"] == array["size"]
    native = core.json(f"v8code {core.held('native')}")["codes"]
    assert [each["name"] for each in native if each["kind"] == "builtin"][:1] == ["ArrayMap"]
    said = core.run(f"v8code -d {start.pc:#x}", fails=True)
    assert "open the target in gdb or lldb" in said and "InterpreterEntry" in said
    assert "is no code" in core.run(f"v8code {core.held('packed')}", fails=True)


def test_nothing_raises_on_any_of_the_values(core):
    for name in ["jsfunction", "jsclosure", "jssource", "jsconstructor", "jsarray", "nodebuffer", "v8function",
                 "v8code", "v8context", "v8scopeinfo"]:  # fmt: skip
        for value in ("u8", "deep", "bound", "callback"):
            core.run(f"{name} {core.held(value)} --json", fails=True)


# -- hosts ---------------------------------------------------------------------------------------

@pytest.mark.parametrize("version", nodes.versions("all"))
def test_tables_of_optimized_code(version):
    """A handler's row names a call, which has a safepoint; entries and positions name the functions of the source."""
    target = targets.core("opt_try", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    frames = stack_of(session, current_thread(session)).frames
    guarded = next(f for f in frames if f.function == "guarded" and f.tier == "turbofan")
    code = code_at_pc(session, guarded.pc)
    calls = {point.pc for point in safepoints(code.compiled)}
    rows = handler_table(code.compiled)
    assert len(rows) == 1 and rows[0][0] in calls and 0 < rows[0][1] < code.compiled.instruction_size
    found = dict(tables(session, code, guarded.closure.shared.address))
    assert len(found["safepoints"]) == len(calls) and len(found["handlers"]) == 1
    assert all("guarded @ " in row.get("goes_on") for row in found["deopt_entries"])
    assert all("guarded" in row.get("position") for row in found["source_positions"])


LINES = ["jsfunction {declared}", "jsclosure {deep}", "jssource {base}", "jsconstructor {widget}", "jsarray -i {holes}",
         "nodebuffer {u8}", "v8function -d {superMethod}", "v8context {deep}", "v8scopeinfo {declared}"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("host", ["gdb", "lldb"])
@pytest.mark.parametrize("version", FEW)
def test_hosts_print_the_same_and_disassemble(version, host):
    core = opened(version)
    target = targets.core("function_kinds", version)
    names = {name: core.held(name) for name in ("declared", "superMethod", "deep", "base", "widget", "holes", "u8")}
    lines = [line.format(**names) for line in LINES]
    start = next(f for f in stack_of(core.session, current_thread(core.session)).frames if f.function == "start")
    run = debuggers.run_gdb if host == "gdb" else debuggers.run_lldb
    result = run(target, [*lines, f"v8code -d {start.pc:#x}"])
    for line, output in zip(lines, result.outputs):
        assert not output.error, (line, output.error)
        assert output.text.rstrip() == core.run(line).rstrip(), line
    machine = result.outputs[-1].text
    assert "InterpreterEntryTrampoline" in machine and re.search(r"^=>0x[0-9a-f]+ \+0x[0-9a-f]+  \w+", machine, re.M)
    assert len(re.findall(r"^..0x[0-9a-f]+ \+0x", machine, re.M)) > 50 and "  ; " in machine


@pytest.mark.slow
@pytest.mark.parametrize("version", FEW)
def test_machine_code_of_optimized_functions(version):
    target = targets.core("tier_turbofan", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    frames = stack_of(session, current_thread(session)).frames
    outer = next(frame for frame in frames if frame.function == "outer")
    result = debuggers.run_gdb(target, [f"v8code -d {outer.pc:#x}", f"v8code --json -d {outer.pc:#x}"])
    text = result.outputs[0].text
    assert "inlined          middle, inner" in text
    assert "inner, inlined at" in text and "deopt exits" in text and "  ; Call_Receiver" in text
    found = json.loads(result.outputs[1].text)["codes"][0]
    at = next(row for row in found["instructions"] if row["address"] == f"{outer.pc:#x}")
    assert at["offset"] == outer.pc - int(found["start"], 16)
    assert found["deopt_entries"] >= found["safepoints"] and found["kind"] == "turbofan"



@pytest.mark.slow
@pytest.mark.live
@pytest.mark.parametrize("host", ["gdb", "lldb"])
def test_live_process(host):
    version = FEW[-1]
    run = debuggers.run_gdb if host == "gdb" else debuggers.run_lldb
    with targets.live("idle", version) as live:
        result = run(live, ["jsfunction process.nextTick", "jsclosure process.nextTick", "jssource process.nextTick",
                            "nodebuffer -x process.nextTick.[[Scopes]].tickInfo", "v8code -d process.nextTick"])
    assert not any(output.error for output in result.outputs)
    told, closure, source_text, buffer, code = (output.text for output in result.outputs)
    assert "nextTick" in told and "node:internal/process/task_queues" in told
    assert "tickInfo: Uint8Array" in closure and "bytes of Uint8Array" in buffer and "  00 00 " in buffer
    assert "function nextTick(callback) {" in source_text
    assert "bytecode" in code and "Return" in code


@pytest.mark.parametrize("version", [v for v in nodes.versions("all") if nodes.parse(v) >= (12, 17)])
def test_modules(version):
    target = targets.core("esm.mjs", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    frames = stack_of(session, current_thread(session)).frames
    scopes = {name: list(closure_scopes(next(f for f in frames if f.function == name).closure.context))
              for name in ("local", "exported")}  # fmt: skip
    notes = {each.name: each.note for scope in scopes["local"] for each in scope.variables}
    assert [scope.kind for scope in scopes["local"]][0] == "module"
    assert notes["exported"] == notes["truth"] == "import"
    notes = {each.name: each.note for scope in scopes["exported"] for each in scope.variables}
    assert notes["exported"] == "export"
    context = scopes["local"][0].context
    info = dict(describe_scope_info(context.scope_info))
    assert info["scope_type"] == "MODULE_SCOPE"
    kinds = {facts.get("name"): facts.get("kind") for facts in info["module_variables"]}
    assert kinds["exported"] == kinds["truth"] == "import"
