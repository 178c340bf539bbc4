"""What V8's heap snapshots show besides references: memory of array buffers, pairs of weak maps. Needs numpy.

src/profiler/heap-snapshot-generator.cc: ExtractJSArrayBufferReferences, ExtractEphemeronHashTableReferences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List

import numpy as np

from .edge_rules import INTERNAL
from .edge_tables import Tables
from .limits import LARGE_MEMORY, MAX_BUFFER
from .snapshot_edges import More, of_class
from .snapshot_nodes import Nodes
from .snapshot_strings import Strings, words_at

Array = Any  # numpy.ndarray


@dataclass
class Natives:
    """Memory outside the heap, and who refers to it: references are in the order of their owners."""

    names: Array
    sizes: Array
    addresses: Array
    owners: Array
    of: Array  # the native that each owner refers to


def array_buffers(tables: Tables, strings: Strings, alive: Array) -> Natives:
    """The memory of every array buffer; two buffers may share it."""
    graph, layout = tables.graph, tables.layout
    buffers = graph.of_kinds(of_class(tables, "JSArrayBuffer"))
    buffers = buffers[alive.take(buffers)]
    stores = words_at(graph, buffers, layout.offset("JSArrayBuffer", "backing_store"))
    lengths = words_at(graph, buffers, layout.offset("JSArrayBuffer", "byte_length")).astype(np.int64)
    lengths[(lengths < 0) | (lengths > MAX_BUFFER)] = 0
    for at in np.flatnonzero(lengths >= LARGE_MEMORY).tolist():
        if not tables.session.process.may_hold(int(stores[at]), int(lengths[at])):
            lengths[at] = 0
    owners, stores, lengths = buffers[stores != 0], stores[stores != 0], lengths[stores != 0]
    addresses, first, of = np.unique(stores, return_index=True, return_inverse=True)
    name = strings.add("system / JSArrayBufferData")
    names = np.full(len(addresses), name, np.int64)
    return Natives(names, lengths[first], addresses, owners, of.astype(np.int64))


def ephemerons(tables: Tables, nodes: Nodes, strings: Strings, more: More, ids: Array) -> None:
    """The references of weak maps: the value is reached from key and table together, by two of the same name."""
    keys, values, holders = tables.graph.ephemerons
    if not len(keys):
        return
    shapes = [tables.shape(number) for number in range(len(tables.graph.maps))]
    dull = np.array([shape.type_name in ("ODDBALL_TYPE", "HOLE_TYPE") for shape in shapes])
    good = np.nonzero(~dull.take(tables.graph.kinds.take(keys)))[0]
    keys, values, holders = keys.take(good), values.take(good), holders.take(good)
    texts = list(strings.numbers)
    rows = zip(*(each.tolist() for each in (nodes.names.take(keys), ids.take(keys), nodes.names.take(values),
                                            ids.take(values), ids.take(holders))))
    names: List[int] = []
    for number, (key, key_id, value, value_id, table_id) in enumerate(rows):
        pair = f"part of key ({texts[key]} @{key_id}) -> value ({texts[value]} @{value_id}) pair"
        names.append(tables.word(f"{number + 1} / {pair} in WeakMap (table @{table_id})"))
    more.add(keys, INTERNAL, names, values)
    more.add(holders, INTERNAL, names, values)
