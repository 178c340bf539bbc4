"""The V8-level commands say what JavaScript and V8 say, on every release; the three hosts print the same."""

import json

import pytest

import debuggers
import nodes
import targets
import v8level
from v8dbg import commands
from v8dbg.classes import all_fields
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error
from v8dbg.render import Out
from v8dbg.session import Session

ALL = nodes.versions("all")
# all tests of one release follow one another: its core is opened once
every = pytest.mark.parametrize("version", ALL, scope="module")
some = pytest.mark.parametrize("version", nodes.versions(), scope="module")
HELD = "global.v8dbgHeld"


def run(session, *argv):
    """(status, text) of one command."""
    shown = []
    status = commands.run(list(argv), lambda: session, Out(shown.append))
    return status, "".join(shown)


def ask(version, *argv):
    status, text = run(v8level.opened(version)[0], *argv, "--json")
    assert status == 0, text
    return json.loads(text)


# -- strings ------------------------------------------------------------------------------------


@every
def test_v8str(version):
    for name, told in v8level.opened(version)[1].items():
        if "length" not in told:
            continue
        (one,) = ask(version, "v8str", "-v", f"{HELD}.{name}")["strings"]
        assert one["length"] == told["length"] and one["value"] == told.get("text", one["value"])
        top = one["forms"][0]
        if "form" in told and not (told["form"] == "external" and top["form"] != "external"):
            assert top["form"] == told["form"], name
        if "offset" in told:
            assert top["offset"] == told["offset"] and one["forms"][1]["part"] == "parent"
        if told.get("internalized"):
            assert top["internalized"]
        for form in one["forms"]:
            below = [each for each in one["forms"] if each["depth"] == form["depth"] + 1]
            if form["form"] == "cons":
                assert [each["part"] for each in below][:2] == ["first", "second"]


@every
def test_v8str_of_one_word(version):
    session = v8level.opened(version)[0]
    assert run(session, "v8str", f"{HELD}.literal") == (0, "'internalized'\n")
    assert run(session, "v8str", "-s", f"{HELD}.literal", f"{HELD}.index") == (0, "internalized\n12345\n")
    assert run(session, "v8str", "-l", "3", f"{HELD}.literal") == (0, "'int'\n")
    status, text = run(session, "v8str", f"{HELD}.point")
    assert status == commands.USAGE and "is no string" in text


# -- types, classes, arrays -----------------------------------------------------------------------


@every
def test_v8type_and_v8types(version):
    session = v8level.opened(version)[0]
    told = ask(version, "v8type", f"{HELD}.smis", f"{HELD}.map", f"{HELD}.pending", HELD)["values"]
    types = [each["type"] for each in told]
    assert types == ["JS_ARRAY_TYPE", "JS_MAP_TYPE", "JS_PROMISE_TYPE", "JS_OBJECT_TYPE"]
    assert [each["class"] for each in told] == ["JSArray", "JSMap", "JSPromise", "JSObject"]
    table = {each["type"]: each for each in ask(version, "v8types")["types"]}
    assert all(table[each["type"]]["number"] == each["number"] for each in told)
    assert len({each["number"] for each in table.values()}) == len(table) > 150
    assert run(session, "v8type", "-s", f"{HELD}.smis", HELD) == (0, "JS_ARRAY_TYPE\nJS_OBJECT_TYPE\n")


@every
def test_v8classes(version):
    found = {each["class"]: each for each in ask(version, "v8classes")["classes"]}
    assert len(found) > 120 and found["JSFunction"]["bases"][-1] == "HeapObject"
    (one,) = ask(version, "v8classes", "jsarray")["classes"]
    assert one == found["JSArray"] and [each["name"] for each in one["fields"]][-1] == "length"
    layout = v8level.opened(version)[0].layout
    for cls, each in found.items():
        assert each["base"] is None or each["base"] in found
        assert [f["offset"] for f in each["fields"]] == [f.offset for f in all_fields(layout, cls) if f.name != "_"]
    types = {each["type"] for each in ask(version, "v8frametypes")["types"]}
    assert {"EntryFrame", "ExitFrame", "BuiltinFrame"} <= types


@every
def test_v8array(version):
    """Elements stores: as long as the array at least, holes where it has none."""
    session, told = v8level.opened(version)
    for name, each in told.items():
        if "items" in each:
            text = run(session, "v8array", f"{HELD}.{name}")[1].split("\n")
            wanted = ["<hole>" if item is None else f"{item:g}" for item in each["items"]]
            assert text[: len(wanted)] == wanted, name
    first = run(session, "v8array", f"{HELD}.points")[1].split()[0]
    assert run(session, "v8type", "-s", first) == (0, "JS_OBJECT_TYPE\n")


def class_behind(process, word):
    """Name of the first virtual function of the C++ object at an address, "" where there is none."""
    try:
        symbol = process.symbolize(process.u64(process.u64(word)))
    except Error:
        return ""
    return symbol.name if symbol else ""


@every
def test_v8internal(version):
    """The C++ object behind a handle: its first words are pointers into the program, and it points back to its wrap."""
    session = v8level.opened(version)[0]
    (one,) = ask(version, "v8internal", f"{HELD}.handle")["objects"]
    assert 1 <= len(one["fields"]) < 10
    words = [int(each["word"], 16) for each in one["fields"]]
    assert any("TCPWrap" in name for name in (class_behind(session.process, word) for word in words))
    for number, word in enumerate(words):
        assert run(session, "v8internal", f"{HELD}.handle", str(number)) == (0, f"{word:#x}\n")
    assert run(session, "v8internal", f"{HELD}.point")[0] == commands.PARTIAL


# -- the layout itself ----------------------------------------------------------------------------


def fresh(version):
    target = targets.core("v8level", version)
    return Session(ElfCore(str(target.core), str(target.node)))


@some
def test_v8field(version):
    session = fresh(version)
    good = run(session, "v8str", f"{HELD}.literal")
    before = session.layout.offset("String", "length")
    assert str(before) in run(session, "v8field", "String", "length")[1]
    assert run(session, "v8field", "String", "length", "0")[0] == 0
    assert run(session, "v8str", f"{HELD}.literal") != good
    assert "v8field" in run(session, "v8layout", "String.length")[1]
    assert "String.length" in run(session, "v8field")[1]
    run(session, "v8field", "String", "length", hex(before))
    assert run(session, "v8str", f"{HELD}.literal") == good
    assert run(session, "v8load", "auto")[0] == 0
    assert run(session, "v8field") == (0, "no offset was changed\n")
    assert run(session, "v8field", "String", "nothing")[0] == commands.PARTIAL
    assert run(session, "v8field", "String", "length", "far")[0] == commands.USAGE


@some
def test_v8load(version):
    session = fresh(version)
    own = "%d.%d" % session.versions.v8
    good = run(session, "v8print", f"{HELD}.point")
    assert json.loads(run(session, "v8load", "--json")[1])["loaded"] == own
    status, text = run(session, "v8load", "7.4")
    assert status == commands.PARTIAL and "read by the tables of V8 7.4" in text
    assert run(session, "v8print", f"{HELD}.point") != good
    assert run(session, "v8load", own)[0] == commands.PARTIAL  # its own tables, without the binary's symbols
    assert run(session, "v8print", f"{HELD}.point")[1].startswith(good[1])
    assert run(session, "v8load", "auto")[0] == 0
    assert run(session, "v8print", f"{HELD}.point") == good
    assert run(session, "v8load", "soon")[0] == commands.USAGE


def test_v8warnings():
    session = fresh(nodes.versions()[-1])
    assert run(session, "v8warnings") == (0, "no warnings\n")
    assert run(session, "v8type", HELD, f"{HELD}.nothing")[0] == commands.PARTIAL
    assert "nothing" in run(session, "v8warnings")[1]
    run(session, "v8load", "7.4")
    assert "read by the tables" in run(session, "v8warnings")[1]


@pytest.mark.parametrize("version", [v for v in ("16.20.2", "24.21.0") if v in ALL] or ALL[:1])
def test_hosts_print_the_same(version):
    target = targets.core("v8level", version)
    lines = [
        f"v8print {HELD}.point {HELD}.map",
        f"v8print -l 2 {HELD}.hot --json",
        f"v8print {HELD}.point JSObject",
        f"v8type {HELD}.hot 0x1",
        "v8types MAP",
        "v8classes JSArray Map",
        "v8frametypes",
        f"v8str -v {HELD}.cons",
        f"v8array -i -v {HELD}.doubles",
        f"v8internal {HELD}.handle",
        "v8field JSArray length",
        "v8load",
        "v8warnings",
    ]
    told = debuggers.run_cli(target, lines)
    for host in ("gdb", "lldb"):
        found = debuggers.run(host, target, lines)
        for line, mine, theirs in zip(lines, told.outputs, found.outputs):
            if line == "v8warnings":  # without a debugger each command has a session of its own
                continue
            assert theirs.text == mine.text, (host, line)


@pytest.mark.parametrize("host", ["gdb", "lldb"])
def test_a_changed_layout_lasts_as_long_as_the_debugger(host):
    target = targets.core("v8level", ALL[-1])
    lines = ["v8field JSArray length 16", "v8field", "v8load auto", "v8field", "v8load 12.4"]
    lines += [f"v8type {HELD}", "v8warnings"]
    outputs = [each.text + each.error for each in debuggers.run(host, target, lines).outputs]
    assert "JSArray.length" in outputs[1] and "no offset was changed" in outputs[3]
    assert "read by the tables of V8 12.4" in outputs[5] + outputs[6]
