"""What mdb_v8's and llnode's own test suites assert of values, in our words, on every release, in process.

Who refers to a value (mdb_v8's `references`, llnode's `findrefs`) is in test_findrefs.py. Frames of exit and adaptor
kinds are in test_walk.py and test_stackstate.py, what lies at an address in test_whatis.py, handles and requests in
test_node.py, llnode's names in test_llnode.py."""

import functools
import json
import re

import pytest

import nodes
import targets
from v8dbg import commands
from v8dbg.elf_core import ElfCore
from v8dbg.render import Out
from v8dbg.session import Session

LENGTHS = [0, 1, 3, 1023, 1024, 1025, 4095, 4096, 4097, 100000]
DOUBLES = {f"prop_{i}": i + 0.5 if i in (11, 17, 33) else i for i in range(37)}
HASH = {f"key {i}": i if i % 2 else f"v{i}" for i in range(60) if i != 7}


class Target:
    def __init__(self, version):
        target = targets.core("parity", version)
        self.version, self.truth = version, target.truth
        self.session = Session(ElfCore(str(target.core), str(target.node)))

    def run(self, line, status=commands.OK):
        """What a line prints; of($NAME) is a held value."""
        written = []
        line = re.sub(r"\$(\w+)", r"global.parity.\1", line)
        assert commands.run(commands.split(line), lambda: self.session, Out(written.append)) == status, "".join(written)
        return "".join(written)

    def json(self, line):
        return json.loads(self.run(line + " --json"))

    def frame(self, name):
        (found,) = [f for f in self.json("jsstack")["threads"][0]["frames"] if f.get("function") == name]
        return found


@functools.lru_cache(maxsize=1)
def opened(version):
    return Target(version)


@pytest.fixture(scope="module", params=nodes.versions("all"))
def core(request):
    return opened(request.param)


# -- mdb_v8: arrays --------------------------------------------------------------------------


def test_arrays_of_every_length(core):
    for length in LENGTHS:
        wanted = [2 * i for i in range(length)]
        assert core.json(f"jsprint $arrays.a{length}") == wanted
        if length > 5000 and core.version != nodes.versions("all")[-1]:
            continue  # text of 100,000 lines: on one release
        assert core.run(f"jsarray $arrays.a{length}") == "".join(f"{each}\n" for each in wanted)
        numbered = core.run(f"jsarray -i $arrays.a{length}")
        assert numbered == "".join(f"{i} {each}\n" for i, each in enumerate(wanted))


def test_holes(core):
    assert core.run("jsprint $deleted") == "[ 0, 2, 4, <2 empty items>, 10, 12, 14, 16, 18 ]\n"
    assert core.run("jsprint $slicedHoles") == "[ 4, <2 empty items>, 10 ]\n"
    assert core.json("jsprint $half") == [*range(2048), {"$type": "hole", "count": 2048}]
    assert core.json("jsprint $sliced") == [10, 12, 14, 16]
    listed = core.run("jsarray -i $deleted").splitlines()
    assert [row.split(" ", 1)[0] for row in listed] == ["0", "1", "2", "3", "5", "6", "7", "8", "9"]
    assert "hole" in listed[3]
    assert "2048 holes" in core.run("jsarray -i $half")


NOT = ["jsarray 0x0", "jsprint 0x1", "jsarray $values.seq", "nodebuffer $date", "jsclosure $half"]


@pytest.mark.parametrize("line", NOT)
def test_what_is_none_says_so(core, line):
    written = []
    typed = commands.split(line.replace("$", "global.parity."))
    assert commands.run(typed, lambda: core.session, Out(written.append)) != commands.OK
    assert len("".join(written).splitlines()) == 1


def test_array_that_is_none(core):
    text = core.run("jsarray $notArray", commands.PARTIAL)
    assert "is no array but a JS_OBJECT_TYPE" in text and text.count("\n") == 1


# -- mdb_v8: closures, contexts, functions ---------------------------------------------------


def test_closure_variables(core):
    text = core.run("jsclosure $closure")
    for row in ("captured: 5", "hits: 8", "outer: 'outer variable'", "counter: 41", "table: {in: 'context'}"):
        assert re.search(rf"^ *{re.escape(row)}$", text, re.M), text


def test_context_and_scope_info(core):
    context = core.run("v8context $closure[[Scopes]]")
    for word in ("previous", "native context", "makeClosure", "captured, value 5", "hits, value 8"):
        assert word in context, context
    scope = core.run("v8scopeinfo $closure[[Scopes]]")
    assert "captured" in scope and "hits" in scope, scope


def test_function_and_its_source(core):
    assert "myClosure() { hits += captured;" in core.run("jssource $closure")
    described = core.run("jsfunction $closure")
    assert "myClosure" in described and "parity.js" in described
    assert "makeClosure" not in described.splitlines()[0]
    assert core.run("jsconstructor $animal").startswith("Animal 0x")


def test_bound_function(core):
    made = core.json("jsprint $bound")
    assert made["kind"] == "bound" and made["target"]["name"] == "myClosure"
    assert (made["this"], made["arguments"]) == ({"self": "bound this"}, ["first", 2])


def test_functions_by_name_and_file(core):
    (found,) = core.json("jsfunctions -n myClosure")["functions"]
    assert found["closures"] == 1 and found["script"].endswith("parity.js")
    by_file = {each["name"] for each in core.json("jsfunctions -s parity.js")["functions"]}
    assert {"Animal", "makeClosure", "filled", "first", "second", "third", "speak", "myClosure"} <= by_file


# -- mdb_v8: search --------------------------------------------------------------------------


def test_by_constructor_and_by_property_piped_to_the_printer(core):
    for line in ("findjsobjects -c Animal -l", "findjsobjects -p name -c Animal -l", "findjsobjects $animal"):
        found = core.run(line).split()
        assert len(found) == 1 and core.run(f"jsprint {found[0]}.name") == "'rex'\n", line
    assert core.run("findjsobjects -p 'prop_36' -c Object -l").split() == core.run("findjsobjects $doubles").split()
    (row,) = core.json("findjsobjects -c Animal -s")["groups"]
    assert row["properties"] == ["name", "[Symbol(symbolic)]"] and row["count"] == 1


def test_references_name_the_property(core):
    address = core.json("v8print $animal")["objects"][0]["address"]
    text = core.run("findjsobjects -k object -r $animal --print")
    assert re.fullmatch(r"0x[0-9a-f]+ \.animal of \{.*\}\n", text), text
    assert core.run(f"findjsobjects -k object -r {address} --print") == text
    entry = core.run("findjsobjects -c Map -r $map.get(\"key\") --print")
    assert "value of key 'key' of Map(1)" in entry, entry


# -- mdb_v8: values, buffers, storage --------------------------------------------------------


def test_one_object_with_every_kind(core):
    left = core.truth["left"]
    assert core.run("jsprint $values") == f"""{{
  seq: 'sequential',
  cons: '{left}the right half',
  slice: '{(left * 3)[3:30]}',
  smi: 17,
  zero: 0,
  negative: -5,
  double: 1.25,
  big: 4398046511104,
  nan: NaN,
  nil: null,
  undef: undefined,
  empty: [],
  list: [ 1, 'two', <1 empty item>, 4 ],
  hole: [ <1 empty item>, 1 ],
  date: 1970-01-01T00:00:00.000Z,
  regexp: /a+b/gi,
  yes: true,
  no: false
}}
"""


def test_doubles_among_properties(core):
    assert core.json("jsprint $doubles") == DOUBLES
    assert core.run("jsprint $doubles") == "{\n" + ",\n".join(f"  {k}: {v}" for k, v in DOUBLES.items()) + "\n}\n"


def test_storage(core):
    assert core.json("jsprint $hash") == HASH
    assert re.search(r"59 in a dictionary", core.run("jsprint -m $hash"))
    assert re.search(r"properties: 37\b", core.run("jsprint -m $doubles"))


def test_buffers(core):
    whole, part = core.run("nodebuffer $buffer"), core.run("nodebuffer $slice")
    at = [int(re.match(r"(0x[0-9a-f]+): (\d+) bytes", text)[1], 16) for text in (whole, part)]
    assert "12 bytes" in whole and "5 bytes" in part and at[1] == at[0] + 6
    assert core.session.process.read(at[0], 12) == b"hello world!"
    assert core.json("jsprint $buffer")["hex"] == b"hello world!".hex()
    assert core.json("jsprint $slice")["hex"] == b"world".hex()


def test_members_one_a_line(core):
    assert core.run("jsprint $values seq smi double").strip() == "'sequential' 17 1.25"


# -- both: the stack -------------------------------------------------------------------------


def test_three_known_frames(core):
    frames = [f for f in core.json("jsstack")["threads"][0]["frames"] if f["kind"] == "js"][:3]
    assert [f["function"] for f in frames] == ["third", "second", "first"]
    given = [[(a["name"], a["value"]["preview"]) for a in f["arguments"]] for f in frames]
    assert given[0] == [("text", "'the top argument'"), ("list", "[1.5, null, 42]")]
    assert given[1][1:] == [("double", "1.5"), ("nil", "null"), ("size", "42")]  # the last is not doubled
    top = frames[0]["index"]
    assert core.run(f"jsprint f{top}.text") == "'the top argument'\n"
    assert core.json(f"jsprint f{top}.list") == core.truth["list"]
    assert core.json(f"jsprint f{top + 1}.object.text") == core.truth["text"]


# -- llnode ----------------------------------------------------------------------------------


def test_missing_arguments_print_usage(core):
    for name in ("jsprint", "jsarray", "jsclosure", "nodebuffer", "v8print", "v8str", "v8 inspect"):
        assert "VALUE" in core.run(name, commands.USAGE), name


def test_strings(core):
    left = core.truth["left"]
    assert core.json("jsprint $strings.cons") == left + "right"
    assert core.json("jsprint $strings.internalized") == "internalized"
    assert core.json("jsprint $strings.thin") == f"thin {core.truth['pid']} string"
    assert core.json("jsprint $strings.external") == "x" * (1 << 21)
    assert core.json("jsprint $strings.slicedExternal") == ("abcdefgh" * 13)[:100]
    forms = {name: core.run(f"v8str -v $strings.{name}") for name in ("cons", "thin", "external", "slicedExternal")}
    assert " cons " in forms["cons"] and " external " in forms["external"] and " sliced " in forms["slicedExternal"]


def test_error(core):
    made = core.json("jsprint $failed")
    assert made["message"] == "no such file" and made["stack"] == core.truth["failedStack"]
    assert made["properties"] == {"code": "ENOENT", "errno": -2}
    text = core.run("jsprint $failed")
    assert text.startswith(core.truth["failedStack"]) and "code: 'ENOENT'" in text and "errno: -2" in text


def test_array_with_a_limit(core):
    assert core.run("jsprint -l 5 $long") == "[ 0, 2, 4, 6, 8, ... 295 more items ]\n"
    assert core.json("jsprint -l 5 $long") == [0, 2, 4, 6, 8, {"$type": "more", "count": 295}]


@pytest.mark.parametrize("name, text", [
    ("typed", "Uint8Array(3) [ 5, 6, 7 ]"), ("buffer", "<Buffer 68 65 6c 6c 6f 20 77 6f 72 6c 64 21>"),
    ("arrow", "[Function: arrow]"), ("resolved", "Promise { 'result' }"), ("pending", "Promise { <pending> }"),
    ("date", "2017-07-14T02:40:00.000Z"), ("invalid", "Invalid Date"), ("symbol", "Symbol(named)"), ("number", "3.5"),
    ("nothing", "null"), ("missing", "undefined"), ("map", "Map(1) { 'key' => { in: 'map' } }"),
    ("values.regexp", "/a+b/gi"), ("values.smi", "17"),
])  # fmt: skip
def test_inspect(core, name, text):
    """Map, Promise, Buffer, Symbol and the arrow function are what llnode shows as <unknown>, or has disabled."""
    shown = core.run(f"jsprint --plain ${name}").strip()
    assert shown == text or name == "map" and shown == text.replace("Map(1)", "Map")  # before Node 14 without its size


def test_array_buffer_and_symbol_keys(core):
    assert "<01 02 03 fe>" in core.run("jsprint $arrayBuffer")
    made = core.json("jsprint $animal")
    symbol = {"$type": "symbol", "description": "symbolic"}
    assert made == {"$class": "Animal", "name": "rex", "$symbols": [[symbol, "by symbol"]]}
    assert "'by symbol'" in core.run("jsprint $animal")


def test_one_buffer_hides_nothing(core):
    """llnode printed none of an object's properties where one was a Buffer."""
    made = core.json("jsprint -d 1 global.parity")
    assert list(made)[:5] == ["arrays", "half", "deleted", "sliced", "slicedHoles"] and list(made)[-1] == "long"
