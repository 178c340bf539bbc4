"""The graph of a heap: every tagged word that the slow decoders know, and no other; weak what V8 holds weakly."""

import functools
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

import nodes
import targets
from v8dbg.classes import class_of
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error, NotFound
from v8dbg.expressions import evaluate
from v8dbg.feedback_rows import vector_part
from v8dbg.fields import field_values, mismatch
from v8dbg.graph import EPHEMERON, STRONG, WEAK, graph_of, make
from v8dbg.graph_index import Index
from v8dbg.graph_slots import GUESS, SlotTable
from v8dbg.heap import heaps
from v8dbg.layout import Layout, tables
from v8dbg.maps import Map
from v8dbg.object_rows import elements_part, embedder_part, property_part, tail
from v8dbg.objects import HEAP_TAG
from v8dbg.process import Process
from v8dbg.reach import live
from v8dbg.roots import roots_of
from v8dbg.session import Session
from v8dbg.strings import text

SAMPLE = 4  # objects of each type
# unused places of tables and arrays, which the slow decoders leave out
FILLERS = ("ODDBALL_TYPE", "HOLE_TYPE", "FILLER_TYPE")
# their words are told by more than their class, or their tail is no list of tagged words
APART = ("CODE_TYPE", "INSTRUCTION_STREAM_TYPE", "NATIVE_CONTEXT_TYPE")

WITH_MODULES = [v for v in nodes.versions("all") if targets.program("synthetic_modules.js").runs_on(v)]


def open_session(core, node):
    return Session(ElfCore(str(core), str(node)))


@functools.lru_cache(maxsize=2)
def graph_in(program, version):
    target = targets.core(program, version)
    (heap,) = heaps(open_session(target.core, target.node))
    return graph_of(heap), target.truth["extra"]


def type_names(graph):
    session = graph.heap.session
    return [session.layout.type_name(session.instance_type(word)) for word in graph.maps]


def sampled(graph, count, seed=1):
    """Some nodes of each instance type, by its name."""
    names = type_names(graph)
    order = np.random.default_rng(seed).permutation(len(graph))
    found = {}
    for node, kind in zip(order.tolist(), graph.kinds[order].tolist()):
        mine = found.setdefault(names[kind], [])
        if len(mine) < count:
            mine.append(node)
    return found


def told(obj):
    """{offset: tagged word} of an object, by the decoders of v8print."""
    unvisited = obj.session.layout.names("UnvisitedFields")
    fields = [each for each in field_values(obj) if f"{each.info.cls}.{each.info.name}" not in unvisited]
    found = {each.info.offset: each.word for each in fields if each.info.is_tagged and not each.error}
    info = tail(obj)
    parts = [embedder_part(obj), property_part(obj)]
    if info is not None and info.is_tagged:
        parts.append(vector_part(obj) if obj.type_name == "FEEDBACK_VECTOR_TYPE" else elements_part(obj, info))
    for part in filter(None, parts):
        found.update({row.offset: row.word for row in part.rows if row.word is not None})
    return {offset: word for offset, word in found.items() if word & 1 and word & 0xFFFFFFFF != 3}


def is_filler(session, start):
    """Is this what unused room holds: undefined or a hole, or the map of fillers?"""
    view = session.heap_object(start | HEAP_TAG)
    return view.type_name in FILLERS or isinstance(view, Map) and view.described_type == "FILLER_TYPE"


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_what_the_decoders_say(version):
    graph, _ = graph_in("heap", version)
    session = graph.heap.session
    table = SlotTable(session)
    types = sampled(graph, SAMPLE)
    assert len(types) > 90
    for name, chosen in types.items():
        open_end = name in APART or GUESS in table.of_type(name).tail
        for node in chosen:
            obj = graph.view(node)
            said = {offset: word & ~3 for offset, word in told(obj).items()}
            ours = {int(graph.slots[e]): int(graph.addresses[graph.targets[e]]) for e in graph.edges(node)}
            missing = {at: start for at, start in said.items() if ours.get(at) != start}
            assert all(is_filler(session, start) for start in missing.values()), f"{name} {obj.address:#x}: {missing}"
            if not open_end:
                ours.pop(session.layout.offsets(class_of(obj)).get("dispatch_handle"), None)
                extra = {at: start for at, start in ours.items() if at not in said and not is_filler(session, start)}
                assert not extra, f"{name} {obj.address:#x}: {extra}"


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_shape(version):
    graph, _ = graph_in("heap", version)
    assert graph.dangling == 0 and not graph.partial
    assert (np.diff(graph.addresses.astype(np.int64)) >= graph.sizes[:-1]).all()
    check(graph)
    # each object has its map
    maps = graph.slots[graph.first[:-1]] == 0
    assert maps.all()
    assert (graph.addresses[graph.targets[graph.first[:-1]]] == np.array(graph.maps, np.uint64)[graph.kinds] - 1).all()
    for kind in range(len(graph.maps)):
        assert graph.of_kind(kind).tolist() == np.flatnonzero(graph.kinds == kind).tolist()
    for wanted in (np.arange(len(graph.maps)) % 7 == 0, graph.kinds[:100].max() >= np.arange(len(graph.maps))):
        assert graph.of_kinds(wanted).tolist() == np.flatnonzero(wanted[graph.kinds]).tolist()
    parts = list(graph.parts(1000))
    assert [each.node for each in parts] == [0, *(each.last for each in parts[:-1])] and parts[-1].last == len(graph)
    assert all(graph.first[each.node] == each.low and graph.first[each.last] == each.high for each in parts)
    for node in random.Random(3).sample(range(len(graph)), 200):
        assert graph.node(int(graph.addresses[node]) | HEAP_TAG) == graph.node(int(graph.addresses[node])) == node
        for edge in graph.edges(node):
            assert graph.source(edge) == node
            assert edge in graph.incoming(int(graph.targets[edge]))
    with pytest.raises(NotFound):
        graph.node(int(graph.addresses[100]) + 8)


def store(graph, node, slot):
    """The node that a slot refers to."""
    for edge in graph.edges(node):
        if graph.slots[edge] == slot:
            return int(graph.targets[edge])
    raise LookupError(slot)


@functools.lru_cache(maxsize=1)
def probes(version):
    """(graph, what the program tells, {class: node of its one object})."""
    graph, told_by_v8 = graph_in("graph", version)
    session = graph.heap.session
    nodes_of = {
        name: graph.node(evaluate(session, f"global.probes[{number}]").address)
        for number, name in enumerate(told_by_v8["classes"])
    }
    return graph, told_by_v8["told"], nodes_of


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_what_a_snapshot_of_v8_says(version):
    """For each edge of V8's there is one of ours to an object of that size, as strong; by way of a property as well."""
    graph, snapshot, nodes_of = probes(version)
    layout = graph.heap.session.layout
    stores = [layout.offset("JSReceiver", "properties_or_hash"), layout.offset("JSObject", "elements")]
    assert set(snapshot) == set(nodes_of) and len(snapshot) > 14
    for name, node in nodes_of.items():
        ours = {STRONG: Counter(), WEAK: Counter()}
        for holder in {node, *(int(graph.targets[e]) for e in graph.edges(node) if graph.slots[e] in stores)}:
            for edge in graph.edges(holder):
                ours[int(graph.strengths[edge])][int(graph.sizes[graph.targets[edge]])] += 1
        theirs = {STRONG: Counter(), WEAK: Counter()}
        for kind, label, target, size in snapshot[name]:
            # the map has prototype and accessors; memory outside the heap is no object; what is read-only has size 0
            if str(label).endswith(("__proto__", "stack")) or target in ("native", "synthetic") or not size:
                continue
            if kind == "hidden":  # what V8 has no name for: before V8 9.5 what is weak as well
                assert ours[STRONG][size] or ours[WEAK][size], f"{name}: {label}"
            else:
                theirs[WEAK if kind == "weak" else STRONG][size] += 1
        for strength, sizes in theirs.items():
            assert not sizes - ours[strength], f"{name}: {sizes - ours[strength]} of {snapshot[name]}"


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_weak_references(version):
    graph, _, nodes_of = probes(version)
    session = graph.heap.session
    keys = [graph.node(evaluate(session, f"global.keys[{number}]").address) for number in range(20)]
    table = store(graph, nodes_of["GWeakMap"], session.layout.offset("JSCollection", "table"))
    pairs = [(int(k), int(v)) for k, v, t in zip(*graph.ephemerons) if t == table]
    assert sorted(key for key, _ in pairs) == sorted(keys)
    shape = {graph.kinds[value] for _, value in pairs}
    assert len(shape) == 1 and graph.kinds[keys[0]] not in shape
    for key, value in pairs:
        first = session.layout.offset("JSObject", "header_size")
        words = [session.process.u64(int(graph.addresses[node]) + first) for node in (key, value)]
        assert words[0] == words[1] and words[0] >> 32 == keys.index(key)
        by = {int(graph.strengths[edge]) for edge in graph.incoming(value)}
        assert by == {EPHEMERON}
    if "GRegistry" in nodes_of:
        ref = nodes_of["GWeakRef"]
        (edge,) = [edge for edge in graph.edges(ref) if graph.targets[edge] == keys[1]]
        assert graph.strengths[edge] == WEAK
        names = type_names(graph)
        cells = np.flatnonzero(graph.kinds == names.index("WEAK_CELL_TYPE")).tolist()
        held = {edge for cell in cells for edge in graph.edges(cell) if graph.targets[edge] in keys}
        assert {keys.index(graph.targets[edge]): int(graph.strengths[edge]) for edge in held} == {2: WEAK, 3: WEAK}


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_an_object_larger_than_a_piece(version):
    graph, _, _ = probes(version)
    session = graph.heap.session
    array, same = (graph.node(evaluate(session, f"global.{name}").address) for name in ("large", "same"))
    elements = store(graph, array, session.layout.offset("JSObject", "elements"))
    edges = graph.edges(elements)
    assert len(edges) >= 1_200_001
    slots, targets = graph.slots[edges.start : edges.stop], graph.targets[edges.start : edges.stop]
    assert (slots[1:1_200_001] == np.arange(16, 16 + 8 * 1_200_000, 8)).all()
    assert (targets[1:1_200_001] == same).all()


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_what_v8_kept_is_reachable(version):
    """The program ends behind a collection: in the old spaces hardly anything is garbage. No reference is lost."""
    graph, _ = graph_in("heap", version)
    old = np.zeros(len(graph), bool)
    for space, page in graph.heap.pages():
        if page.heap and not space.is_young:
            first, last = np.searchsorted(graph.addresses, np.array([page.area_start, page.area_end], np.uint64))
            old[first:last] = True
    lost = np.flatnonzero(old & ~live(graph, roots_of(graph.heap)))
    names = type_names(graph)
    assert len(lost) < 0.002 * old.sum(), Counter(names[kind] for kind in graph.kinds[lost].tolist())


@pytest.mark.parametrize("version", WITH_MODULES)
def test_what_v8_does_not_visit(version):
    """Before 8.1 names of modules without a source: they are no references, and nothing is wrong where they lead."""
    graph, told_by_v8 = graph_in("synthetic_modules", version)
    modules = graph.of_kinds(np.array([each == "SYNTHETIC_MODULE_TYPE" for each in type_names(graph)]))
    slot = graph.heap.session.layout.offset("SyntheticModule", "name")
    edges = [edge for node in modules.tolist() for edge in graph.edges(node) if graph.slots[edge] == slot]
    texts = [text(graph.view(int(graph.targets[edge]))) for edge in edges]
    shown = told_by_v8["shown"].get(str(graph.sizes[modules[0]]), 0)
    assert shown in (0, 40) and sum(each.startswith("the name of module ") for each in texts) == shown
    name = next(each for each in field_values(graph.view(int(modules[0]))) if each.info.name == "name")
    assert not mismatch(graph.heap.session, name)
    assert bool(mismatch(graph.heap.session, replace(name, word=0x1000 | HEAP_TAG))) == bool(shown)


@pytest.mark.parametrize("version", nodes.versions())
def test_heaps_of_workers(version):
    """Each has all its spaces, and the table of its functions' code: nothing leads out of it."""
    target = targets.core("workers", version)
    found = [graph_of(heap) for heap in heaps(open_session(target.core, target.node))]
    assert len(found) > 1
    names = {space.name for space in found[0].heap.spaces}
    for graph in found:
        assert {space.name for space in graph.heap.spaces} == names
        assert graph.dangling == 0
        check(graph)


# -- what is damaged ---------------------------------------------------------------------------


class Damaged(ElfCore):
    """A core in which words are others than they were, and a stretch of memory is missing."""

    def __init__(self, target, words=(), missing=(0, 0)):
        self.changed, self.places, self.missing = dict(words), sorted(dict(words)), (0, 0)
        super().__init__(str(target.core), str(target.node))
        self.missing = missing

    read_into = Process.read_into  # by `fetch`: an ELF core has a shorter way

    def fetch(self, address, size):
        low, high = self.missing
        if low <= address < high:
            return b""
        data = super().fetch(address, min(size, low - address) if address < low else size)
        end = address + len(data)
        for at in self.places[bisect_left(self.places, address) : bisect_right(self.places, end - 8)]:
            data = data[: at - address] + self.changed[at].to_bytes(8, "little") + data[at - address + 8 :]
        return data

    read_into = Process.read_into  # by way of fetch


def damaged(version, words=(), missing=(0, 0)):
    (heap,) = heaps(Session(Damaged(targets.core("heap", version), words, missing)))
    return make(heap)


def check(graph):
    """What holds of every graph."""
    assert graph.first[0] == 0 and graph.first[-1] == len(graph.targets) == len(graph.slots) == len(graph.strengths)
    assert (np.diff(graph.first) >= 0).all()
    assert graph.targets.min() >= 0 and graph.targets.max() < len(graph)
    sources = graph.sources()
    assert (graph.slots < graph.sizes[sources]).all()
    assert (np.diff(graph.slots)[sources[1:] == sources[:-1]] > 0).all()
    return sources


FEW = nodes.versions()[::3]


def is_declared(graph, edge):
    """Is a word a reference whatever it leads to? Operands of machine code, and words of tables that have no class, are
    taken for references only where an object begins: when that is lost they are any other word."""
    session, source, slot = graph.heap.session, graph.source(edge), int(graph.slots[edge])
    map_word = graph.maps[graph.kinds[source]]
    name = session.layout.type_name(session.instance_type(map_word))
    if name in ("CODE_TYPE", "INSTRUCTION_STREAM_TYPE") and slot >= session.layout.size(name).header:
        return False
    return SlotTable(session).of_map(map_word, int(graph.addresses[source])).code(slot // 8) != GUESS


@pytest.mark.parametrize("version", FEW)
def test_memory_that_is_missing(version):
    """References to what is lost are counted, one by one."""
    whole, _ = graph_in("heap", version)
    page = whole.heap.space("old_space").pages[2]
    low = page.start + (page.area_end - page.start) // 2 & -4096
    graph = damaged(version, missing=(low, low + 8192))
    sources = check(graph)
    kept = np.isin(whole.addresses, graph.addresses)
    assert 10 < (~kept).sum() < 1500 and not kept[(whole.addresses >= low) & (whole.addresses < low + 8192)].any()
    # the last object in front of the gap may end in it: what it refers to from there is lost
    ends = whole.addresses[whole.sources()] + whole.slots.astype(np.uint64)
    from_kept = kept[whole.sources()] & ((ends < low) | (ends >= low + 8192))
    lost = np.flatnonzero(from_kept & ~kept[whole.targets]).tolist()
    assert len(lost) > 10 and graph.dangling == sum(is_declared(whole, edge) for edge in lost)
    assert len(sources) == int((from_kept & kept[whole.targets]).sum())


@pytest.mark.parametrize("version", FEW)
def test_an_object_that_was_moved(version):
    """A collection that is under way leaves an address where the map was: references lead to where it says."""
    whole, _ = graph_in("heap", version)
    names = type_names(whole)
    for kind in [kind for kind, _ in Counter(whole.kinds.tolist()).most_common() if names[kind] == "JS_OBJECT_TYPE"]:
        old, new = np.flatnonzero(whole.kinds == kind)[[2, 5]].tolist()
        space, _ = whole.heap.page_of(int(whole.addresses[old]))
        if space.name == "old_space" and len(whole.incoming(old)):
            break
    graph = damaged(version, {int(whole.addresses[old]): int(whole.addresses[new])})
    check(graph)
    assert len(graph) == len(whole) - 1 and graph.dangling == 0
    came = {int(whole.addresses[whole.source(e)]) for node in (old, new) for e in whole.incoming(node)}
    there = graph.node(int(whole.addresses[new]))
    assert {int(graph.addresses[graph.source(e)]) for e in graph.incoming(there)} == came


@pytest.mark.parametrize("version", FEW)
def test_words_flipped_at_random(version):
    whole, _ = graph_in("heap", version)
    chance = random.Random(5)
    areas = [(page.area_start, page.area_end) for space, page in whole.heap.pages() if not space.is_young and page.heap]
    words = {}
    for _ in range(1500):
        words[chance.randrange(*chance.choice(areas), 8)] = chance.getrandbits(64)
    graph = damaged(version, words)
    check(graph)
    assert len(graph) > 0.5 * len(whole) and graph.dangling > 100


def test_interrupted():
    whole, _ = graph_in("heap", nodes.versions()[-1])
    calls = []

    def progress(done, told):
        calls.append((done, told))
        return done > told / 2

    graph = make(whole.heap, progress)
    check(graph)
    assert graph.partial and not whole.partial and 0 < len(graph.targets) < len(whole.targets)
    assert calls == sorted(calls) and all(0 < done <= told == calls[0][1] for done, told in calls)
    assert graph_of(whole.heap) is whole


# -- no heap -----------------------------------------------------------------------------------


def test_every_type_has_an_answer():
    """No type loses its references because nobody thought of it."""
    data = (
        "STRING_TYPE", "HEAP_NUMBER_TYPE", "BIGINT_TYPE", "BIG_INT_BASE_TYPE", "COVERAGE_INFO_TYPE", "FOREIGN_TYPE",
        "FEEDBACK_METADATA_TYPE", "FREE_SPACE_TYPE", "HOLE_TYPE", "WASM_NULL_TYPE", "CPP_HEAP_EXTERNAL_OBJECT_TYPE",
    )
    bytes_behind = (
        *data, "BYTE_ARRAY_TYPE", "DOUBLE_ARRAY_TYPE", "BYTECODE_ARRAY_TYPE", "CODE_TYPE", "INSTRUCTION_STREAM_TYPE",
        "EXTERNAL_POINTER_ARRAY_TYPE", "WASM_TYPE_INFO_TYPE",
    )
    old_elements = tuple(f"{kind}_ARRAY_TYPE" for kind in ("INT8", "INT16", "INT32", "INT64", "UINT64", "FLOAT32"))
    for version in sorted({version for each in tables().values() for version in each}):
        session = type("Fake", (), {"layout": Layout(version), "kept": {}})()
        table = SlotTable(session)
        for _, name in session.layout.instance_types():
            slots = table.of_type(name)
            if not any(slots.head[1:] + slots.tail):
                assert name.endswith(data), f"V8 {version}: a {name} refers to nothing"
            try:
                session.layout.size(name)
            except Error:
                continue
            if not any(slots.tail):
                known = (*bytes_behind, *old_elements, "UINT8_ARRAY_TYPE", "UINT16_ARRAY_TYPE", "UINT32_ARRAY_TYPE")
                assert name.endswith((*known, "FLOAT64_ARRAY_TYPE", "CLAMPED_ARRAY_TYPE")), f"V8 {version}: {name}"


def test_index():
    integers = np.random.default_rng(7).integers
    bases = integers(1, 1 << 29, 500, np.uint64) << np.uint64(18)
    addresses = np.unique(np.concatenate([base + integers(0, 1 << 15, 60, np.uint64) * 8 for base in bases]))
    index = Index(addresses)
    assert (index.find(addresses) == np.arange(len(addresses))).all()
    others = np.setdiff1d(np.concatenate([addresses + 8, addresses + 1, addresses ^ np.uint64(1 << 40)]), addresses)
    assert (index.find(others) == -1).all()
    assert not len(Index(np.zeros(0, np.uint64)).find(np.zeros(0, np.uint64)))
