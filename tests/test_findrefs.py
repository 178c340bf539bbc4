"""Who refers to a value: exactly its holders, each by the reference that holds it. On every release, in process."""

import functools
import json

import pytest

import nodes
import targets
from v8dbg import commands
from v8dbg.elf_core import ElfCore
from v8dbg.render import Out
from v8dbg.session import Session


class Target:
    def __init__(self, version):
        target = targets.core("refs", version)
        self.version, self.pid = version, target.truth["extra"]["pid"]
        self.session = Session(ElfCore(str(target.core), str(target.node)))

    def run(self, line, status=commands.OK):
        """What a line prints; $NAME is what the program holds by that name."""
        written = []
        typed = commands.split(line.replace("$", "global.refs."))
        assert commands.run(typed, lambda: self.session, Out(written.append)) == status, "".join(written)
        return "".join(written)

    def json(self, line):
        return json.loads(self.run(line + " --json"))

    def holders(self, value, **args):
        """{(reference, preview of who has it)} of one value."""
        (found,) = self.json(f"jsfindrefs {value}")["found"]
        assert not found["more"]
        return {(row["text"], self.name(row["object"])) for row in found["references"]}

    def name(self, value):
        """An Owner by its name, others by class, strings by their text."""
        if value.get("class") == "Owner":
            return self.json(f"jsprint {value['address']}.name")
        return value.get("class") or value["value"]


@functools.lru_cache(maxsize=1)
def opened(version):
    return Target(version)


@pytest.fixture(scope="module", params=nodes.versions())
def core(request):
    return opened(request.param)


@pytest.mark.parametrize("name", ["regexp", "big"])
def test_exactly_the_owner(core, name):
    assert core.holders(f"${name}.held") == {(".held", name)}


def test_object_in_an_object(core):
    assert core.holders("$outer.held") == {(".held", "outer")}
    assert core.holders("$outer.held.inner") == {(".inner", "Object")}


def test_element_of_an_array(core):
    assert core.holders("$array[2]") == {("[2]", "Array")}


def test_dictionary_property(core):
    assert core.holders("$dictionary.held") == {(".held", "Object")}


def test_slices_and_their_parent(core):
    assert core.holders("$slice.held") == {(".held", "slice")}
    wanted = core.json("jsprint $slice.held")
    assert core.holders("$parent.held") == {(".held", "parent"), ("[[parent]]", wanted)}


def test_halves_of_a_string(core):
    whole = core.json("jsprint $cons.held")
    assert core.holders("$cons.held") == {(".held", "cons")}
    assert core.holders("$left.held") == {(".held", "left"), ("[[first]]", whole)}


def test_plain_string(core):
    """In an object, an array, a bound function and a regular expression."""
    found = core.holders("$plain.held")
    assert {(".held", "plain"), ("[0]", "Array"), ("bound argument 0", "Function"), ("[[source]]", "RegExp")} <= found


def test_string_held_by_a_closure(core):
    found = core.json(f"jsfindrefs -s 'enclosed string {core.pid}'")["found"]
    rows = [row for each in found for row in each["references"]]
    assert [(row["text"], row["kind"]) for row in rows] == [("variable enclosed", "context")]
    assert rows[0]["object"]["preview"].startswith("function")


def test_key_and_value_of_a_map(core):
    rows = core.json("jsfindrefs -n of")["properties"]
    known = {row["value"]["preview"]: row["object"]["address"] for row in rows}
    key, value = core.holders(known["'key'"]), core.holders(known["'value'"])
    assert key == {("key of entry 0", "Map")}
    assert [(name, text.startswith("value of key Target")) for text, name in value] == [("Map", True)]


def test_odd_names(core):
    assert core.holders("""$odd["not a name"]""") == {("['not a name']", "Object")}
    assert core.holders("$odd[Symbol('sym')]") == {("[Symbol(sym)]", "Object")}


def test_symbols_by_name(core):
    (row,) = core.json("jsfindrefs -n '[Symbol(sym)]'")["properties"]
    assert core.run("jsfindrefs -n '[Symbol(sym)]'").startswith(row["object"]["address"])
    assert "no object has a property" in core.run("jsfindrefs -n sym")


def test_numbers_by_name(core):
    assert core.run("jsfindrefs -n 'all of them'").endswith(" ['all of them'] = 17\n")
    for name, value in (("all of them", 17), ("below", -3), ("between", 0.25)):
        found = [row["value"] for row in core.json(f"jsfindrefs -n '{name}'")["properties"]]
        assert value in [each.get("value") for each in found], name
        assert str(value) in [each["preview"] for each in found]


def test_by_name(core):
    rows = core.json("jsfindrefs -n other")["properties"]
    assert {row["object"]["class"] for row in rows} == {"Owner"} and len(rows) == 2
    assert "no object has a property" in core.run("jsfindrefs -n thereIsNoneOfThisName")


def test_depth_and_cycles(core):
    text = core.run("jsfindrefs -l 9 $chain.next.next.next")
    shown = [line for line in text.splitlines() if ".next of" in line]
    assert [len(line) - len(line.lstrip()) for line in shown] == [2, 4, 6]
    assert core.run("jsfindrefs $chain.next.next.next").count(".next of") == 1
    text = core.run("jsfindrefs -l 3 $cycle")
    assert text.count(".other of") == 2 and text.count("(see above)") >= 1


def test_roots_that_hold_it(core):
    rows = core.json("jsfindrefs -n of")["properties"]
    (local,) = [row["object"]["address"] for row in rows if row["value"]["preview"] == "'stack'"]
    (found,) = core.json(f"jsfindrefs {local}")["found"]
    assert not found["references"] and {root["kind"] for root in found["roots"]} == {"stack"}
    assert any(" end: " in root["name"] for root in found["roots"])


def test_garbage_and_weak_references_refer_too(core):
    found = core.holders("$array")
    assert (".held", "garbage") in found and (".array", "Object") in found
    weak = core.json("jsprint $weak") is not None
    assert ("weak [[target]]" in {text for text, _ in found}) == weak


@pytest.mark.parametrize("line", ["jsfindrefs 0x1234", "jsfindrefs 0x7f0000001231", "jsfindrefs $array[0]"])
def test_what_is_no_object(core, line):
    written = []
    typed = commands.split(line.replace("$", "global.refs."))
    assert commands.run(typed, lambda: core.session, Out(written.append)) != commands.OK
    assert len("".join(written).splitlines()) == 1


@pytest.mark.parametrize("line", ["jsfindrefs", "jsfindrefs $array -n x", "jsfindrefs -l 0 $array"])
def test_usage(core, line):
    assert "jsfindrefs" in core.run(line, commands.USAGE)


def test_llnode_flags(core):
    by_value = core.run("jsfindrefs $outer.held")
    address = core.json("jsfindrefs $outer.held")["found"][0]["value"]["address"]
    assert core.run(f"v8 findrefs -v {address}") == core.run(f"v8 findrefs {address}") == by_value
    assert core.run("v8 findrefs -n other") == core.run("jsfindrefs -n other")
    assert core.run(f"v8 findrefs -s 'plain{core.pid}'") == core.run(f"jsfindrefs -s 'plain{core.pid}'")
    if core.version in nodes.versions():
        assert core.run(f"v8 findrefs -r {address}") == core.run(f"jsfindrefs -l 100 {address}")
