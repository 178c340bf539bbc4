"""Functions have the names, parameters, places and closure variables that V8 says they have."""

import pytest

import nodes
import targets
from asked import Core
from held_names import of_kind
from held_values import objects_of
from v8dbg import functions, positions, scripts
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Corrupt, Error, NotFound
from v8dbg.functions import JSFunction
from v8dbg.primitives import is_hole
from v8dbg.session import Session
from v8dbg.strings import String, text

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))


@VERSIONS
def test_names_and_parameters(version):
    found = of_kind(version, "function")
    for told, function in found:
        assert isinstance(function, JSFunction), told
        assert functions.call_site_name(function) == told["name"], told
        assert functions.parameter_names(function.shared) == told["parameters"], told
        declared = [name for name in told["parameters"] if not name.startswith("...")]
        assert function.shared.formal_parameter_count == len(declared), told
    assert len(found) > 30


@VERSIONS
def test_positions_of_calls(version):
    for told, function in of_kind(version, "function"):
        shared = function.shared
        script = shared.script
        source = scripts.source(script)
        assert source[shared.start_position] == "(" or told["parameters"] == ["x"]  # x => …
        call = source.index("here(", source.index(told["mark"], shared.start_position))
        assert shared.start_position < call < shared.end_position
        assert scripts.position(script, call) == (told["line"], told["column"]), told
        rows = list(positions.entries(positions.position_table(shared.bytecode_array()), shared.session.layout))
        row = next(row for row in rows if row.script_offset == call)
        assert positions.position_at(shared.bytecode_array(), row.code_offset) == call
        assert "here(" in scripts.source_line(script, told["line"])


@VERSIONS
def test_scripts(version):
    for told, function in of_kind(version, "function"):
        script = function.shared.script
        assert scripts.name_or_source_url(script) == told.get("url", ""), told
        assert functions.eval_origin(script) == told["origin"], told
        assert script.is_eval == bool(told["origin"]) and script.is_user_javascript
        assert not function.shared.is_native and function.shared.is_user_javascript
        with pytest.raises(NotFound):
            scripts.position(script, len(scripts.source(script)) + 1)
        with pytest.raises(NotFound):
            scripts.source_line(script, scripts.lines(script).stop)


@VERSIONS
def test_closure_variables(version):
    for told, function in of_kind(version, "closure"):
        session = function.session
        variables = {}
        for name, word, _ in functions.closure_variables(function.context):
            value = session.value(word) if isinstance(word, int) else word
            variables.setdefault(name, text(value) if isinstance(value, String) else value)
        assert {name: variables.get(name) for name in told["variables"]} == told["variables"]
        assert "unused" not in variables


@VERSIONS
def test_uninitialised_variable(version):
    ((told, function),) = of_kind(version, "uninitialised")
    words = {name: word for name, word, _ in functions.closure_variables(function.context)}
    assert is_hole(function.session.value(words[told["variable"]]))
    assert "require" in words and "__filename" in words  # of the module's own scope


@VERSIONS
def test_builtins(version):
    told, function = of_kind(version, "function")[0]
    builtin = next(context for context in function.context.chain() if context.is_native)
    natives = [function.session.value(word) for word in builtin.slots()[:400]]
    natives = [value for value in natives if isinstance(value, JSFunction)]
    shown = [value for value in natives if value.shared.is_native]
    assert len(shown) > 20 and all(value.shared.builtin_id is not None for value in shown)
    names = {functions.call_site_name(value) for value in natives}
    assert {"Object", "Array", "Promise"} <= names
    for value in shown:
        assert functions.parameter_names(value.shared) == []
        assert not value.has_user_code and value.shared.positions is None
        assert value.shared.bytecode_array() is None
        with pytest.raises(NotFound):
            assert value.shared.start_position


@VERSIONS
def test_a_broken_function_is_corrupt(version):
    _, function = of_kind(version, "function")[0]
    context = function.context
    wrong = JSFunction(function.session, context.address)  # its fields are a context's
    with pytest.raises(Corrupt):
        assert wrong.shared
    with pytest.raises(Corrupt):
        context.slot(context.length)


@pytest.mark.parametrize("version", [v for v in nodes.versions() if targets.program("esm.mjs").runs_on(v)])
def test_module_variables(version):
    target = targets.core("esm.mjs", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    found = set()
    for address, _ in objects_of(session, "JS_FUNCTION_TYPE"):
        try:
            function = session.heap_object(address)
            if function.shared.name == "local":
                for name, word, _ in functions.closure_variables(function.context):
                    found.add((name, session.value(word).type_name))
        except Error:  # not every word that looks like a map begins an object
            continue
    assert found == {("truth", "JS_OBJECT_TYPE"), ("exported", "JS_FUNCTION_TYPE")}


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_variables_and_namespaces_of_modules(version):
    shown = Core("vm_modules", version).run("jsstack -v -n 0 -f inside")
    for line in ("names: [Module: null prototype] {count: function count, counter: 4, …}", "closure name: 'bee'",
                 "closure counter: 4", "closure count: function count", "closure held: {name: 'bee'}"):
        assert f"{line}\n" in shown, shown
