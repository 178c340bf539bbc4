"""The graph of a heap: every tagged word that the slow decoders know, and no other; weak what V8 holds weakly."""

import functools
import random

import numpy as np
import pytest

import nodes
import targets
from v8dbg.classes import class_of
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error, NotFound
from v8dbg.feedback_rows import vector_part
from v8dbg.fields import field_values
from v8dbg.graph import graph_of
from v8dbg.graph_index import Index
from v8dbg.graph_slots import GUESS, SlotTable
from v8dbg.heap import heaps
from v8dbg.layout import Layout, tables
from v8dbg.maps import Map
from v8dbg.object_rows import elements_part, embedder_part, property_part, tail
from v8dbg.objects import HEAP_TAG
from v8dbg.session import Session

SAMPLE = 4  # objects of each type
# unused places of tables and arrays, which the slow decoders leave out
FILLERS = ("ODDBALL_TYPE", "HOLE_TYPE", "FILLER_TYPE")
# their words are told by more than their class, or their tail is no list of tagged words
APART = ("CODE_TYPE", "INSTRUCTION_STREAM_TYPE", "NATIVE_CONTEXT_TYPE")


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
    found = {value.info.offset: value.word for value in field_values(obj) if value.info.is_tagged and not value.error}
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
    assert graph.dangling == 0
    assert (np.diff(graph.addresses.astype(np.int64)) >= graph.sizes[:-1]).all()
    assert graph.first[0] == 0 and graph.first[-1] == len(graph.targets) == len(graph.slots) == len(graph.strengths)
    assert graph.targets.min() >= 0 and graph.targets.max() < len(graph)
    sources = graph.sources()
    assert (graph.slots < graph.sizes[sources]).all()
    inside = sources[1:] == sources[:-1]
    assert (np.diff(graph.slots)[inside] > 0).all()
    # each object has its map
    maps = graph.slots[graph.first[:-1]] == 0
    assert maps.all()
    assert (graph.addresses[graph.targets[graph.first[:-1]]] == np.array(graph.maps, np.uint64)[graph.kinds] - 1).all()
    for node in random.Random(3).sample(range(len(graph)), 200):
        assert graph.node(int(graph.addresses[node]) | HEAP_TAG) == graph.node(int(graph.addresses[node])) == node
        for edge in graph.edges(node):
            assert graph.source(edge) == node
            assert edge in graph.incoming(int(graph.targets[edge]))
    with pytest.raises(NotFound):
        graph.node(int(graph.addresses[100]) + 8)


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
