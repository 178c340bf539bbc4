"""Heap snapshots: what jssnapshot writes of a core is what V8 itself wrote just before the process died.

Both files are read by our own checker, by the code of Chrome DevTools and by memlab."""

import collections
import functools
import gzip
import json
import random
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

import nodes
import packages
import targets
from v8dbg import edge_names, edge_rules, snapshot, snapshot_file, snapshot_tags
from v8dbg.elf_core import ElfCore
from v8dbg.graph import graph_of
from v8dbg.heap import heaps
from v8dbg.session import Session

ROOT = Path(__file__).parents[1]
SOURCES = Path(__file__).parent / "snapshots"
READERS = [v for v in nodes.versions() if nodes.parse(v)[0] >= 16]  # whose files DevTools and memlab read too
SCRATCH = tempfile.TemporaryDirectory(prefix="v8dbg-snapshots-")
USER = {  # classes of tests/programs/snapshot.js and how many there are, the prototype of a subclass and the like too
    "Named": 501, "Third": 500, "Old": 500, "MyArray": 60, "MyError": 60, "Big": 61, "Retainer": 50, "Getter": 60,
    "Leaked": 22,
}
LEAKS = 21
LATER = 60  # objects that come to be between V8's snapshot and the death


def session_of(version):
    target = targets.core("snapshot", version)
    return target, Session(ElfCore(str(target.core), str(target.node)))


@functools.cache
def files(version):
    """(heap, our file, V8's own)"""
    target, session = session_of(version)
    (heap,) = heaps(session)
    path = Path(SCRATCH.name) / f"{version}.heapsnapshot"
    snapshot_file.save(heap, str(path))
    return heap, path, target.core.parent / "own.heapsnapshot"


@functools.lru_cache(maxsize=2)
def read(path):
    return Read(json.loads(path.read_text()))


class Read:
    """A snapshot's nodes and edges by name; every number is checked on the way."""

    def __init__(self, document):
        self.meta = meta = document["snapshot"]["meta"]
        assert document["trace_function_infos"] == document["trace_tree"] == document["samples"] == []
        self.strings, fields = document["strings"], meta["node_fields"]
        assert len(set(fields)) == len(fields) <= len(meta["node_types"])
        width, values = len(fields), document["nodes"]
        assert len(values) == width * document["snapshot"]["node_count"]
        assert all(isinstance(each, int) and 0 <= each < 1 << 32 for each in values)
        self.columns = {name: values[place::width] for place, name in enumerate(fields)}
        types = meta["node_types"][0]
        self.types = [types[number] for number in self.columns["type"]]
        self.names = [self.strings[number] for number in self.columns["name"]]
        assert len(set(self.columns["id"])) == len(self.types)
        kinds, edges = meta["edge_types"][0], document["edges"]
        assert kinds == ["context", "element", "property", "internal", "hidden", "shortcut", "weak"]
        assert len(edges) == 3 * document["snapshot"]["edge_count"] == 3 * sum(self.columns["edge_count"])
        self.kinds, self.targets = [kinds[number] for number in edges[::3]], edges[2::3]
        assert all(target % width == 0 and target < len(values) for target in self.targets)
        assert all(
            kind in ("element", "hidden") or number < len(self.strings) for kind, number in zip(self.kinds, edges[1::3])
        )
        self.locations = document["locations"]
        assert len(self.locations) % len(meta["location_fields"]) == 0
        assert all(place % width == 0 and place < len(values) for place in self.locations[::4])
        assert self.types[:2] == ["synthetic"] * 2 and self.names[:2] == ["", "(GC roots)"]

    def classes(self):
        """(type, name): how many, the names of strings and the like left out."""
        unnamed = ("string", "symbol", "regexp", "closure", "code", "array")
        names = ("" if kind in unnamed else name for kind, name in zip(self.types, self.names))
        return collections.Counter(zip(self.types, names))


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_as_v8_wrote_it(version):
    heap, ours, own = files(version)
    mine = read(ours)
    theirs = Read(json.loads(own.read_text()))
    assert mine.meta["node_types"][0] == theirs.meta["node_types"][0]
    assert mine.meta["node_fields"] == [*theirs.meta["node_fields"], *snapshot.ADDRESS_FIELDS]
    assert set(mine.meta) == set(theirs.meta)
    a, b = mine.classes(), theirs.classes()
    tag_first = nodes.parse(version)[0] < 18  # those V8s called a class with a toStringTag by that
    for name, count in USER.items():
        assert a["object", name] == b["object", name] == count, name
    assert a["object", "MyMap"] == b["object", "MyMap"] == (0 if tag_first else 60)
    for names in (("Titled", "Entitled"), ("computed1", "Computed", "")):  # `name` counts from V8 14.6 on
        assert [a["object", name] for name in names] == [b["object", name] for name in names]
    assert a["object", "Titled"] + a["object", "Entitled"] == 60
    # many objects lead to these, which TagObject leaves alone
    plain = ["undefined", "null", "true", "false", "system / Oddball", "system / Hole"]
    plain = [(kind, name) for kind in mine.meta["node_types"][0] for name in plain]
    assert [a[each] for each in plain] == [b[each] for each in plain]
    # C++ objects of Node.js, which it tells V8 of itself, are in V8's alone
    b = collections.Counter({key: count for key, count in b.items() if "Node /" not in key[1] and "C++" not in key[1]})
    differing = {key: (a[key], b[key]) for key in {*a, *b} if a[key] != b[key]}
    total = sum(abs(one - other) for one, other in differing.values())
    largest = sorted(differing.items(), key=lambda item: -abs(item[1][0] - item[1][1]))[:20]
    assert total < 0.01 * sum(b.values()), largest
    for kind in ("property", "element", "internal", "hidden", "context", "shortcut"):
        one, other = mine.kinds.count(kind), theirs.kinds.count(kind)
        assert abs(one - other) <= 0.06 * other + LATER, (kind, one, other)
    assert abs(len(mine.locations) - len(theirs.locations)) <= 0.01 * len(theirs.locations)
    # V8 says of no object of its heap that it is detached, only of these C++ objects
    for snapshot_, node in ((mine, ()), (theirs, ("Node /",))):
        detached = snapshot_.columns.get("detachedness", ())
        assert all(not each or name.startswith(node) for each, name in zip(detached, snapshot_.names))
    cpp = [size for size, name in zip(theirs.columns["self_size"], theirs.names) if name.startswith("Node /")]
    assert 30 < len(cpp) < 150 and sum(cpp) < 0.01 * sum(theirs.columns["self_size"])


@pytest.mark.parametrize("version", nodes.versions())
def test_ids_and_addresses(version):
    heap, ours, _ = files(version)
    mine = read(ours)
    session, checked = heap.session, 0
    rows = zip(mine.columns["id"], mine.columns["address_low"], mine.columns["address_high"], mine.types, mine.names)
    for number, low, high, kind, name in rows:
        if kind == "object" and name in USER and number % 3 == 1:
            address = high << 32 | low
            assert list(snapshot.addresses_of(heap, number)) == [address]
            assert session.heap_object(address).type_name.startswith("JS_")
            checked += 1
    assert checked > 50


@pytest.mark.parametrize("version", [v for v in nodes.versions() if nodes.parse(v) >= (18, 20)])
def test_what_optimized_code_has_is_code(version):
    target = targets.core("native_turbofan", version)
    (heap,) = heaps(Session(ElfCore(str(target.core), str(target.node))))
    made = snapshot_file.make(heap, 0)
    graph, kinds = made.graph, collections.Counter()
    for holder in snapshot_tags._deoptimization_data(made.tables, made.edges).tolist():
        for edge in graph.edges(holder):
            target, name = int(graph.targets[edge]), made.tables.shape(int(graph.kinds[graph.targets[edge]])).type_name
            if name in snapshot_tags._LITERALS and not made.nodes.read_only[target]:
                kinds[int(made.nodes.types[target])] += 1  # how to translate frames, and literals
    assert list(kinds) == [made.nodes.type_numbers["code"]] and sum(kinds.values()) >= 2


@pytest.mark.parametrize("version", nodes.versions())
def test_one_reference_is_called_as_all_are(version):
    heap, _, _ = files(version)
    graph = graph_of(heap)
    edges = snapshot_file.make(heap, 0).edges
    tables, dice, kinds = edge_names.tables_of(graph), random.Random(version), collections.Counter()
    for edge in dice.sample(range(len(graph.targets)), 4000):
        kind, code = int(edges.kinds[edge]), int(edges.names[edge])
        if kind == edge_rules.LEFT_OUT:
            continue
        found = edge_names.name(graph, edge)
        kinds[found.kind] += 1
        assert found.kind == edge_rules.EDGE_TYPES[kind]
        if kind not in (edge_rules.HIDDEN, edge_rules.WEAK):
            assert found.name == edge_names.name_text(tables, code)
    assert min(kinds[kind] for kind in ("internal", "property", "context", "hidden")) > 10


@pytest.mark.parametrize("version", nodes.versions())
def test_properties_behind_a_store(version):
    """A variable with so many properties that V8 keeps them in an array, a dictionary, elements: the path goes on."""
    heap, _, _ = files(version)
    graph = graph_of(heap)
    tables = edge_names.tables_of(graph)
    seen = collections.Counter()
    big = [number for number in range(len(graph.maps)) if tables.shape(number).is_object]
    for owner in np.nonzero(np.isin(graph.kinds, big))[0].tolist()[::7]:
        for edge in graph.edges(owner):
            if edge_names.name(graph, edge).name in ("properties", "elements"):
                for inner in graph.edges(int(graph.targets[edge])):
                    found = edge_names.owned(graph, owner, inner)
                    seen[found.kind if found else ""] += 1
    assert seen["property"] > 100 and seen["element"] > 100


def node_run(*argv, cwd=None):
    done = subprocess.run([nodes.node("24.21.0"), "--max-old-space-size=2000", *map(str, argv)], cwd=cwd, timeout=300,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@functools.lru_cache(maxsize=1)
def readers():
    """The folder that has memlab, and DevTools' reader as one file."""
    folder = packages.installed(SOURCES / "package.json", "snapshots", "--ignore-scripts")
    for each in SOURCES.glob("*.*js"):
        (folder / each.name).write_text(each.read_text())
    if not (folder / "reader.mjs").exists():
        node_run("build.mjs", folder / "reader.mjs", cwd=folder)
    return folder


def agree(mine, theirs):
    """Retained sizes of 50 named objects within 2 %, paths of 21 leaks."""
    assert len(mine["named"]) == len(theirs["named"]) == 50
    worst = max(abs(size / theirs["named"][name] - 1) for name, size in mine["named"].items())
    assert worst < 0.02
    assert len(theirs["leaks"]) == LEAKS and mine["leaks"] == theirs["leaks"]


@pytest.mark.parametrize("version", READERS)
def test_devtools(version):
    _, ours, own = files(version)
    mine, theirs = json.loads(node_run("devtools.mjs", "reader.mjs", ours, own, cwd=readers()))
    agree(mine, theirs)
    for name, count in USER.items():
        assert mine["classes"][name][0] == theirs["classes"][name][0] == count
    assert abs(mine["nodes"] - theirs["nodes"]) < 0.01 * theirs["nodes"]
    assert abs(mine["total"] - theirs["total"]) < 0.01 * theirs["total"]


def held_by(path):
    """The global variable through which a path goes."""
    return "leaks" if "leaks" in path else "key"


@pytest.mark.parametrize("version", READERS)
def test_memlab(version):
    _, ours, own = files(version)
    told = Path(SCRATCH.name) / "memlab.json"
    node_run("memlab.js", told, ours, own, cwd=readers())
    mine, theirs = json.loads(told.read_text())
    for each in (mine, theirs):  # what holds the global object may be one of Node.js' C++ objects
        each["leaks"] = {name: path[: path.index(held_by(path)) + 1] for name, path in each["leaks"].items()}
    agree(mine, theirs)
    assert all(mine["classes"][name] == theirs["classes"][name] == count for name, count in USER.items())


def jssnapshot(target, folder, *argv):
    line = [sys.executable, "-m", "v8dbg", "-e", str(target.node), str(target.core), "jssnapshot", *argv]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=120,
                          env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder)})
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_the_command(version, tmp_path):
    target, _ = session_of(version)
    status, out, _ = jssnapshot(target, tmp_path, "a.heapsnapshot", "--strings", "5", "--all", "--gzip", "--json")
    (told,) = json.loads(out)["files"]
    path = tmp_path / "a.heapsnapshot"
    assert status == 0 and told["file_bytes"] == path.stat().st_size and told["unreachable"] == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = Read(json.loads(gzip.decompress(path.read_bytes())))
    assert len(found.types) == told["nodes"] and len(found.kinds) == told["edges"]
    assert max(len(name) for kind, name in zip(found.types, found.names) if kind == "string") == 5
    number = next(i for i, kind, name in zip(found.columns["id"], found.types, found.names) if name == "Big")
    status, out, _ = jssnapshot(target, tmp_path, "--id", str(number))
    assert status == 0 and out.startswith("0x")
    before = path.read_bytes()
    for argv, said in (
        (["a.heapsnapshot"], "is there already"), ([], "name of a file"), (["no/a"], "no folder"),
        (["--force", "."], "no ordinary file"), (["--id", "2"], "no object has the id 2"),
        (["--strings", "-1", "b"], "number of characters"),
    ):
        status, _, error = jssnapshot(target, tmp_path, *argv)
        assert status and said in error and len(error.splitlines()) == 1, (argv, error)
    assert [each.name for each in tmp_path.iterdir()] == ["a.heapsnapshot"] and path.read_bytes() == before


def test_one_file_for_each_isolate():
    assert snapshot_file.paths("a.heapsnapshot", 3) == ["a.heapsnapshot", "a-2.heapsnapshot", "a-3.heapsnapshot"]
    assert snapshot_file.paths("b", 2) == ["b", "b-2"]
