"""findjsobjects: exactly the populations that programs have, bytes that add up, selections, both kinds of --diff."""

import functools
import json
import sys

import pytest

import asked
import debuggers
import nodes
import spoiled
import targets
from v8dbg import commands
from v8dbg.heap import heaps
from v8dbg.heap_report import spaces
from v8dbg.heap_walk import objects
from v8dbg.objects import HEAP_TAG

ALL = nodes.versions("all")
FULL = nodes.versions()
# what instanceof counts besides a class's own: classes that derive from it, and their prototypes
DERIVED = {"Base": (["Middle", "Leaf"], 2), "Middle": (["Leaf"], 1), "Old": (["Derived", "Lent"], 2)}
LATER = 16 << 10  # bytes of code and objects made between V8's answer and the death


class Core(asked.Core):
    @property
    def truth(self):
        return self.target.truth["extra"]

    def rows(self, line=""):
        return {row["constructor"]: row for row in self.json(line)["groups"]}

    def addresses(self, line):
        return self.run(f"findjsobjects {line}").split()


@functools.lru_cache(maxsize=2)
def opened(program, version):
    return Core(program, version)


# -- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ALL)
def test_numbers_are_those_of_the_program(version):
    core = opened("populations", version)
    rows = core.rows()
    told = dict(core.truth["own"])
    told["<anonymous populations.js:35>"] = told.pop("nameless")
    assert {name: rows[name]["count"] for name in told} == told
    assert rows["[Object: null prototype]"]["count"] >= 300
    assert rows.get("WebAssembly", {"count": 0})["count"] <= 2  # of two contexts; its function has Object's prototype
    for name, count in (core.truth["queried"] or {}).items():  # and V8's own answer
        derived, prototypes = DERIVED.get(name, ([], 0))
        assert told[name] + sum(told[each] for each in derived) + prototypes == count, name


@pytest.mark.parametrize("version", ALL)
def test_functions_that_share_a_prototype(version):
    """Object.prototype is the `prototype` of V8's "Arguments" too: what V8's C++ makes from templates is an Object."""
    core = opened("heap", version)
    found = {core.session.heap_object(int(address, 16)).type_name for address in core.addresses("-c Arguments -l")}
    assert len(found) == 1 and "ARGUMENTS" in found.pop()


@pytest.mark.parametrize("version", ALL)
def test_bytes_add_up_to_the_heap(version):
    core = opened("heap", version)
    document = core.json("")
    walked = sum(report.used for heap in heaps(core.session) for report in spaces(heap))
    assert document["totals"]["bytes"] == walked == sum(row["bytes"] for row in document["groups"])
    told = {each["space_name"]: each["space_used_size"] for each in core.truth["spaces"]}
    read_only = sum(report.used for heap in heaps(core.session) for report in spaces(heap)
                    if report.name == "read_only_space")  # fmt: skip
    # V8 counts as used what is in no list of free memory: fillers, and some allocators' areas
    also = sum(report.free + (0 if report.name == "new_space" else report.unused)
               for heap in heaps(core.session) for report in spaces(heap))  # fmt: skip
    used = sum(told.values()) + (0 if told.get("read_only_space") else read_only)
    assert abs(walked - used) <= 0.01 * used + also + LATER


@pytest.mark.parametrize("version", FULL)
def test_each_object_is_counted_once(version):
    core = opened("populations", version)
    listed = core.addresses("-l")
    assert len(set(listed)) == len(listed) == core.json("")["totals"]["count"]
    (heap,) = heaps(core.session)
    every = {entry.address for entry in objects(heap)}
    assert every.issuperset(int(each, 16) for each in listed)


@pytest.mark.parametrize("version", FULL)
def test_stores_belong_to_their_object(version):
    core = opened("populations", version)
    word = core.session.layout.offset("JSObject", "elements")
    for name in ("Lists", "Middle", "Tables"):
        address = int(core.addresses(f"-c {name} -l --top 1")[0], 16)
        store = core.session.process.u64(address - HEAP_TAG + word)
        if name == "Tables":
            store = core.session.process.u64(address - HEAP_TAG + core.session.layout.offset("JSCollection", "table"))
        if name == "Middle":
            continue
        assert f"{store:#x}" not in core.addresses("-k array -l") + core.addresses("-k table -l")
    rows = core.rows()
    assert rows["Lists"]["bytes"] >= rows["Lists"]["count"] * (32 + 16 + 24)
    assert rows["Tables"]["bytes"] > rows["Tables"]["count"] * 100


@pytest.mark.parametrize("version", FULL)
def test_one_object_is_lost(version, tmp_path):
    whole = opened("populations", version)
    before = {name: row["count"] for name, row in whole.rows().items()}
    lost = int(whole.rows()["Leaf"]["representative"], 16)
    core = Core("populations", version, spoiled.poke(spoiled.copy(whole.target.core, tmp_path / "core"),
                                                     {lost - HEAP_TAG: 0x12345670}))  # fmt: skip
    document = core.json("", commands.PARTIAL)
    after = {row["constructor"]: row["count"] for row in document["groups"]}
    stores = {"(array)", "(table)"}  # what the lost object owned stands for itself now
    assert {name: before[name] - after.get(name, 0) for name in before if name not in stores
            if before[name] != after.get(name, 0)} == {"Leaf": 1}  # fmt: skip
    assert "bytes of the heap are no objects" in document["warnings"][0]


# -- selections ------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ALL)
def test_by_property(version):
    core = opened("populations", version)
    rows = core.rows("-p n")
    assert {name: rows[name]["count"] for name in ("Middle", "Leaf", "Order", "Old", "Derived")} == {
        "Middle": 52, "Leaf": 55, "Order": 43, "Old": 47, "Derived": 53}  # fmt: skip
    assert rows["Base"]["count"] == 101  # of the dictionaries `n` was deleted
    assert core.rows("-p dictionary")["Base"]["count"] == 61  # in dictionaries
    assert core.rows("-p key7_3")["Base"]["count"] == 1
    assert core.rows("-p nullish")["[Object: null prototype]"]["count"] == 300
    assert core.rows("-p #secret")["Leaf"]["count"] == 33
    assert core.rows("-p 'no such property'") == {}


@pytest.mark.parametrize("version", FULL)
@pytest.mark.parametrize("more", ["", "--print"])
def test_a_class_that_is_not_there(version, more):
    core = opened("populations", version)
    assert "no object is of a class or a row leaf; there are Leaf" in core.run(f"findjsobjects -c leaf {more}")
    assert "no object is of a class or a row Nobody:" in core.run(f"findjsobjects -c Nobody {more}")
    assert "no object" not in core.run(f"findjsobjects -c Leaf -p dictionary {more}")  # there are some, none with that
    assert core.run("findjsobjects -c leaf -l") == ""


@pytest.mark.parametrize("version", FULL)
def test_by_shape(version):
    core = opened("populations", version)
    shapes = core.json("-s -c Base")["groups"]
    assert sum(row["count"] for row in shapes) == 182
    named = {tuple(row["properties"]): row["count"] for row in shapes if "dictionary" not in row}
    assert named == {("n",): 101, (): 20}
    assert [row["count"] for row in shapes if row.get("dictionary")] == [61]
    assert "Order: n" in core.run("findjsobjects -s -c Order")


@pytest.mark.parametrize("version", FULL)
def test_by_kind(version):
    core = opened("populations", version)
    names = set(core.rows())
    assert set(core.rows("-k closure")) == {"(closure)"}
    assert "Base" in core.rows("-k object") and not set(core.rows("-k object")) & {"(string)", "(closure)"}
    assert core.rows("-k JS_MAP")["Tables"]["count"] == 23 and set(core.rows("-k js_map_type")) <= names
    assert core.rows("-k dictionary -c Base")["Base"]["count"] == 61
    assert core.rows("-k packed_smi_elements -c Lists")["Lists"]["count"] == 19
    text = core.run("findjsobjects -k nonsense", commands.USAGE)
    assert "there are" in text and "closure" in text and text.count("\n") == 1


@pytest.mark.parametrize("version", FULL)
def test_alike(version):
    core = opened("populations", version)
    for number in (0, 100):
        assert sorted(core.addresses(f"global.kept.base[{number}]")) == sorted(
            core.addresses("-c Base -p n -l"))  # fmt: skip
    assert core.run("findjsobjects global.kept.dictionaries[5]").count("\n") == 1  # its keys are its own
    assert core.run("findjsobjects 5", commands.USAGE).count("\n") == 1


@pytest.mark.parametrize("version", FULL)
def test_who_refers(version):
    core = opened("populations", version)
    assert core.rows("-r global.kept.base[3] -c Array")["Array"]["count"] == 1
    owner = core.addresses("-r global.kept.leaf[3].list -c Leaf -l")
    assert "[3] of [Leaf {" in core.run("findjsobjects -r global.kept.leaf[3] --print")
    assert ".list of Leaf {" in core.run("findjsobjects -r global.kept.leaf[3].list --print")
    for value in ("leaf[3].list", "leaf", "tables[2]", "nullish[5]"):  # said as jsfindrefs says it
        told = json.loads(core.run(f"jsfindrefs -a --json global.kept.{value}"))["found"][0]["references"]
        parts = core.json(f"-r global.kept.{value} --print")["references"]
        assert sorted((each["address"], each["part"]) for each in parts) == sorted(
            (each["object"]["address"], each["text"]) for each in told)  # fmt: skip
    assert len(owner) == 1 and core.run(f"jsprint {owner[0]}.n") == "3\n"


@pytest.mark.parametrize("version", FULL)
def test_order_and_top(version):
    core = opened("populations", version)
    for order, key in (("count", lambda r: -r["count"]), ("bytes", lambda r: -r["bytes"]),
                       ("name", lambda r: r["constructor"])):  # fmt: skip
        rows = core.json(f"--sort {order}")["groups"]
        assert [key(row) for row in rows] == sorted(map(key, rows))
    assert len(core.json("--top 3")["groups"]) == 3
    assert core.json("--top 3")["totals"] == core.json("")["totals"]
    document = core.json("-c Leaf -l --top 5")
    assert document["count"] == 55 and len(document["addresses"]) == 5
    assert core.run("findjsobjects -c Leaf --print --top 2").count("Leaf {") == 2
    assert " context\n" in core.run("findjsobjects -k context --print --top 1")
    document = core.json("-c Leaf -l --top 20 --page 3")
    assert (document["first"], document["count"], len(document["addresses"])) == (41, 55, 15)
    assert document["addresses"] == core.json("-c Leaf -l")["addresses"][40:]
    inspected = core.json("-c Leaf -p list --inspect '-d 1'")["objects"]
    assert sorted(each["value"]["list"] for each in inspected) == [[n, n + 1] for n in range(33)]
    text = core.run("findjsobjects -c Leaf -p list --inspect '-d 1'")
    assert "Leaf { n: 7, list: [ 7, 8 ], #secret: 1 }\n" in text and text.count("\n") == 33
    for wrong in ("--page 0", "--page 4 --top 20", "--page x", "--inspect -h"):
        assert core.run(f"findjsobjects -c Leaf {wrong}", commands.USAGE).count("\n") == 1
    assert "no objects found with type name NothingHere" in core.run("v8 findjsinstances NothingHere", commands.PARTIAL)


@pytest.mark.parametrize("version", FULL)
def test_alive(version):
    core = opened("populations", version)
    alive, every = core.rows("--live"), core.rows()
    for name in ("Base", "Leaf", "Order", "Old", "Tables", "Foreign"):
        assert alive[name]["count"] == every[name]["count"], name
    assert 0.5 < sum(r["count"] for r in alive.values()) / sum(r["count"] for r in every.values()) < 1
    assert every["Dropped"]["count"] == 500 and alive.get("Dropped", {"count": 0})["count"] < 5


# -- functions -------------------------------------------------------------------------------


@pytest.mark.parametrize("version", FULL)
def test_functions(version):
    core = opened("populations", version)
    found = json.loads(core.run("jsfunctions --json -n threeTimes"))["functions"]
    assert [(each["closures"], each["line"]) for each in found] == [(3, 71)]
    assert found[0]["script"].endswith("programs/populations.js")
    assert core.run(f"jsprint {found[0]['representative']}") == "[Function: threeTimes]\n"
    by_file = json.loads(core.run("jsfunctions --json -s populations.js"))["functions"]
    assert {"fill", "start", "own", "Base", "Leaf", "Old", "queried"} <= {each["name"] for each in by_file}
    assert all(each["script"].endswith("populations.js") for each in by_file)
    whole = json.loads(core.run("jsfunctions --json"))["functions"]
    assert len(by_file) < len(whole) and [e["closures"] for e in whole] == sorted(e["closures"] for e in whole)[::-1]


@pytest.mark.parametrize("version", FULL)
def test_function_of_an_address(version):
    core = opened("populations", version)
    (fill,) = json.loads(core.run("jsfunctions --json -n fill -s populations.js"))["functions"]
    code = json.loads(core.run(f"v8code --json {fill['representative']}"))
    for each in code["codes"]:
        (found,) = json.loads(core.run(f"jsfunctions --json -x {int(each['start'], 16) + 4:#x}"))["functions"]
        assert found == fill, each["kind"]
    assert "code of no function" in core.run("jsfunctions -x 0x10", commands.PARTIAL)
    assert core.run("jsfunctions -x nothing", commands.USAGE).count("\n") == 1


# -- differences -----------------------------------------------------------------------------


@pytest.mark.parametrize("version", FULL[-1:])
def test_difference(version, tmp_path):
    core = opened("populations", version)
    saved = tmp_path / "before.json"
    document = core.json("")
    saved.write_text(json.dumps(document))
    assert core.json(f"--diff {saved}")["groups"] == []
    for row in document["groups"]:
        if row["constructor"] == "Leaf":
            row["count"], row["bytes"] = row["count"] - 5, row["bytes"] - 500
    document["groups"].append({"constructor": "Gone", "count": 2, "bytes": 64})
    saved.write_text(json.dumps(document))
    rows = {row["constructor"]: row for row in core.json(f"--diff {saved}")["groups"]}
    assert (rows["Leaf"]["count_change"], rows["Leaf"]["bytes_change"]) == (5, 500)
    assert (rows["Gone"]["count"], rows["Gone"]["count_change"]) == (0, -2) and len(rows) == 2
    assert "+500" in core.run(f"findjsobjects --diff {saved}")
    other = targets.core("heap", version).core
    against = {row["constructor"]: row for row in core.json(f"--diff {other}")["groups"]}
    assert against["Leaf"]["count_change"] == 55 and against["Named"]["count"] == 0
    saved.write_text("[]")
    for wrong in (saved, tmp_path, tmp_path / "none"):
        assert core.run(f"findjsobjects --diff {wrong}", commands.USAGE).count("\n") == 1


# -- hosts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", sorted({FULL[0], FULL[-1]}))
def test_same_in_every_host(version):
    target = targets.core("populations", version)
    lines = ["findjsobjects --sort name", "findjsobjects -s -c Base", "findjsobjects -p n --top 3",
             "v8 findjsobjects -d", "v8 findjsinstances -n 4 Leaf", "findjsobjects -k nonsense",
             "findjsobjects --duplicates --top 5"]  # fmt: skip
    expected = debuggers.run("none", target, lines)
    for host in ("gdb", "lldb"):
        result = debuggers.run(host, target, lines)
        assert [each.text or each.error for each in result.outputs] == [
            each.text or each.error for each in expected.outputs
        ], host


@pytest.mark.parametrize("version", FULL[-1:])
def test_without_numpy(version, monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    text = Core("populations", version).run("findjsobjects", commands.PARTIAL)
    assert "needs numpy" in text and "python3-numpy" in text and text.count("\n") == 1


@pytest.mark.parametrize("version", FULL[-1:])
def test_interrupted(version, monkeypatch):
    core = Core("populations", version)
    monkeypatch.setattr(type(core.session.process), "interrupted", lambda self: True)
    document = core.json("", commands.PARTIAL)
    assert document["warnings"][0].startswith("partial: interrupted after") and document["groups"]
    monkeypatch.undo()
    assert core.json("")["totals"]["count"] > document["totals"]["count"]

