"""The file of a heap snapshot: its JSON, written in stretches, so that it takes no memory. Needs numpy.

src/profiler/heap-snapshot-generator.cc, HeapSnapshotJSONSerializer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, BinaryIO, Dict, List, Optional, Sequence, Tuple

import numpy as np

from .arrays import parts
from .edge_rules import EDGE_TYPES, ELEMENT, HIDDEN, INTERNAL, LEFT_OUT, PROPERTY, SHORTCUT, WEAK
from .edge_tables import NO_NAME, NUMBER
from .graph import Part
from .progress import Told
from .session import Session
from .snapshot import ADDRESS_FIELDS, FIRST_ID, Snapshot, page_ids
from .snapshot_edges import GET, SET
from .snapshot_nodes import key_strings
from .snapshot_numbers import comma_list
from .workers import in_order

Array = Any  # numpy.ndarray

_CHUNK = 1 << 15  # nodes or edges that are written at once: their arrays fit into a processor's cache


@dataclass
class Summary:
    """What was written."""

    nodes: int = 0
    edges: int = 0
    strings: int = 0
    objects: int = 0
    bytes: int = 0  # self sizes of all nodes
    unreachable: int = 0  # objects that are left out


def header(session: Session, node_count: int, edge_count: int, pages: List[Tuple[int, int]]) -> bytes:
    """The part "snapshot" of the file: V8's description of the fields, ours added."""
    layout = session.layout
    fields = [*layout.names("snapshot.node_fields"), *ADDRESS_FIELDS]
    types: List[Any] = [list(layout.names("snapshot.node_types")), "string", *["number"] * (len(fields) - 2)]
    meta = {
        "node_fields": fields, "node_types": types,
        "edge_fields": ["type", "name_or_index", "to_node"],
        "edge_types": [list(EDGE_TYPES), "string_or_number", "node"],
        "trace_function_info_fields": ["function_id", "name", "script_name", "script_id", "line", "column"],
        "trace_node_fields": ["id", "function_info_index", "count", "size", "children"],
        "sample_fields": ["timestamp_us", "last_assigned_id"],
        "location_fields": ["object_index", "script_id", "line", "column"],
    }
    found: Dict[str, Any] = {
        "meta": meta, "node_count": node_count, "edge_count": edge_count, "trace_function_count": 0,
    }
    if layout.has("snapshot", "extra_native_bytes"):
        found["extra_native_bytes"] = 0
    found["v8dbg"] = {
        "node": session.versions.node, "v8": session.versions.v8_full,
        "address": "node fields address_low and address_high are the object's tagged address",
        "id": f"{FIRST_ID} + 2 * words from the start of all pages in the order of their addresses",
        "pages": [[f"{start:#x}", first] for start, first in pages],
    }
    return b'"snapshot":' + json.dumps(found, separators=(",", ":")).encode("ascii")


class _Names:
    """Numbers of strings for everything that a reference can be called. Numbers themselves come last in the table."""

    def __init__(self, made: Snapshot) -> None:
        self.made, strings = made, made.strings
        names = made.edges.names
        largest = int(names.max()) - NUMBER if len(names) else 0
        for anchor in made.anchors:
            largest = max(largest, len(anchor.nodes) if anchor.names is None else 0)
        marks = np.zeros(max(largest, 0) + 1, bool)
        keys = np.zeros(len(made.graph), bool)
        for first in range(0, len(names), _CHUNK):
            part = names[first : first + _CHUNK]
            marks[part[part >= NUMBER] - NUMBER] = True
            keys[~part[(part < 0) & (part != NO_NAME)]] = True
        for anchor in made.anchors:
            if anchor.names is None:
                marks[1 : len(anchor.nodes) + 1] = True
        more = made.edges.more.names
        for part in more:
            keys[~part[part < 0]] = True
        key_strings(made.graph, np.nonzero(keys)[0], strings, made.nodes)
        self.keys = made.nodes.names  # of symbols as keys other ones
        if made.nodes.string_of:
            self.keys = made.nodes.names.copy()
            self.keys[list(made.nodes.string_of)] = list(made.nodes.string_of.values())
        self.words = np.array([strings.add(word) for word in made.tables.words] or [0], np.int32)
        self.indices = np.nonzero(marks)[0]
        self._place = np.cumsum(marks, dtype=np.int32) - 1
        self._first = -1

    def close(self) -> None:
        """No more strings come: numbers have their places behind them."""
        self._first = len(self.made.strings)

    def number(self, indices: Array) -> Array:
        """Numbers of the strings of these numbers."""
        return self._first + self._place.take(indices)

    def of(self, kinds: Array, names: Array) -> Array:
        """The same of names as edge_tables has them; of element and hidden ones the index."""
        found = names.copy()
        named = (kinds != ELEMENT) & (kinds != HIDDEN)
        words = np.nonzero(named & (names >= 0) & (names < NUMBER))[0]
        found[words] = self.words.take(names.take(words))
        numbers = np.nonzero(named & (names >= NUMBER))[0]
        found[numbers] = self.number(names.take(numbers) - NUMBER)
        keys = np.nonzero(named & (names < 0))[0]
        found[keys] = self.keys.take(~names.take(keys))
        return found

    def accessors(self, kinds: Array, names: Array) -> None:
        """Names of getters and setters, in place: the key with a word before it; they become properties."""
        for verb, prefix in ((GET, "get "), (SET, "set ")):
            mine = np.nonzero(kinds == verb)[0]
            numbers, back = np.unique(self.keys.take(~names.take(mine)), return_inverse=True)
            every = list(self.made.strings.numbers) if len(mine) else []
            texts = [every[number] for number in numbers.tolist()]
            words = [text if text.startswith("<symbol") else prefix + text for text in texts]
            names[mine] = np.array([self.made.tables.word(word) for word in words], np.int32)[back]
            kinds[mine] = PROPERTY
        self.words = np.array([self.made.strings.add(word) for word in self.made.tables.words] or [0], np.int32)


class _Writer:
    def __init__(self, made: Snapshot, out: BinaryIO, progress: Optional[Told]) -> None:
        self.made, self.out = made, out
        self.progress: Told = progress or (lambda done, whole: False)
        self.graph, self.layout = made.graph, made.tables.layout
        self.fields = [*self.layout.names("snapshot.node_fields"), *ADDRESS_FIELDS]
        self.before = 2 + len(made.anchors)  # nodes before the first object
        self.ordinals = np.cumsum(made.alive, dtype=np.int32) + np.int32(self.before - 1)
        self.objects = int(made.alive.sum())
        self._work = self.objects + len(self.graph.targets)  # of which progress tells
        self.first_native = self.before + self.objects
        self.names = _Names(made)
        sources, kinds, names, targets = made.edges.more.joined(made.alive)
        self.names.accessors(kinds, names)
        self.more_sources, self.more_kinds, self.more_names, self.more_targets = sources, kinds, names, targets
        self.globals = self._globals()
        self.anchors = self._anchors()
        made.strings.add("backing_store")
        self.names.close()

    def _globals(self) -> Array:
        """The global objects, which V8 shows at the root; since V8 14.6 native contexts."""
        graph, tables = self.graph, self.made.tables
        newer = self.layout.has("snapshot", "contexts_at_root")
        type_name = "NATIVE_CONTEXT_TYPE" if newer else "JS_GLOBAL_OBJECT_TYPE"
        nodes = graph.of_kinds(np.array([tables.shape(n).type_name == type_name for n in range(len(graph.maps))], bool))
        return nodes[self.made.alive.take(nodes)]

    def _anchors(self) -> List[Tuple[int, Array]]:
        """(number of the string, numbers of the names of its references or none) of V8's synthetic nodes."""
        add, found = self.made.strings.add, [(self.made.strings.add(""), np.zeros(0, np.int64))]
        found[0] = (add(""), np.array([0, *(add(str(2 + at)) for at in range(len(self.globals)))]))
        found.append((add("(GC roots)"), np.zeros(0, np.int64)))
        for each in self.made.anchors:
            names = np.array([add(name) for name in each.names or ()], np.int64)
            found.append((add(each.name), names))
        return found

    # -- the parts of the file -------------------------------------------------------

    def write(self) -> Summary:
        made, out = self.made, self.out
        kept = self._kept()
        counts = self._counts(kept)
        anchor_counts = [1 + len(self.globals), len(made.anchors), *(len(each.nodes) for each in made.anchors)]
        total = int(sum(anchor_counts)) + int(counts.sum())
        node_count = self.first_native + len(made.natives.sizes)
        session = made.tables.session
        pages = [(start, first) for start, _, first in page_ids(self.graph.heap)]
        out.write(b"{" + header(session, node_count, total, pages) + b',\n"nodes":[')
        self._nodes(counts, anchor_counts)
        out.write(b'],\n"edges":[')
        self._edges(kept)
        out.write(b'],\n"trace_function_infos":[],\n"trace_tree":[],\n"samples":[],\n"locations":[')
        self._locations()
        out.write(b'],\n"strings":[')
        self._strings()
        out.write(b"]}")
        size = int(made.nodes.sizes[made.alive].sum()) + int(made.natives.sizes.sum())
        strings = len(made.strings) + len(self.names.indices)
        return Summary(node_count, total, strings, self.objects, size, len(self.graph) - self.objects)

    def _kept(self) -> Array:
        """Which edges of the graph are written."""
        made, graph = self.made, self.graph
        kept = made.edges.kinds != LEFT_OUT
        if not made.alive.all():
            for first, last, low, high in graph.parts(_CHUNK):
                alive = np.repeat(made.alive[first:last], np.diff(graph.first[first : last + 1]))
                kept[low:high] &= alive & made.alive.take(graph.targets[low:high])
        return kept

    def _counts(self, kept: Array) -> Array:
        """References of every object that is written."""
        graph, size = self.graph, len(self.graph)
        counts = np.empty(size, np.int32)
        for first, last, low, high in graph.parts(_CHUNK):
            running = np.zeros(high - low + 1, np.int32)
            np.cumsum(kept[low:high], out=running[1:])
            places = graph.first[first : last + 1] - low
            here = running.take(places[1:]) - running.take(places[:-1])
            for others in (self.more_sources, self.made.natives.owners):
                here += np.bincount(others[_between(others, first, last)] - first, minlength=last - first)
            counts[first:last] = here
        return counts[self.made.alive]

    def _list(self, columns: Sequence[Array], first: bool = False) -> None:
        """Writes numbers, behind a comma where others were written before them."""
        self._put(comma_list(columns), first)

    def _put(self, numbers: bytearray, first: bool = False) -> None:
        if numbers:
            if not first:
                self.out.write(b",\n")
            self.out.write(memoryview(numbers)[:-1])

    def _nodes(self, counts: Array, anchor_counts: List[int]) -> None:
        made = self.made
        roots = len(self.anchors)
        self._table({
            "type": np.full(roots, made.nodes.type_numbers["synthetic"]),
            "name": np.array([name for name, _ in self.anchors]), "id": 1 + 2 * np.arange(roots),
            "edge_count": np.array(anchor_counts),
        }, roots, True)
        alive = np.nonzero(made.alive)[0]

        def work(first: int) -> bytearray:
            nodes = alive[first : first + _CHUNK]
            tagged = self.graph.addresses.take(nodes) | np.uint64(1)
            return comma_list(self._columns({
                "type": made.nodes.types.take(nodes), "name": made.nodes.names.take(nodes), "id": made.ids.take(nodes),
                "self_size": made.nodes.sizes.take(nodes), "edge_count": counts[first : first + _CHUNK],
                **_halves(tagged),
            }, len(nodes)))

        for number, part in enumerate(in_order(work, range(0, len(alive), _CHUNK))):
            self._put(part)
            self.progress(number * _CHUNK, self._work)
        natives = len(made.natives.sizes)
        self._table({
            "type": np.full(natives, made.nodes.type_numbers["native"]), "name": made.natives.names,
            "id": 2 + 2 * np.arange(natives), "self_size": made.natives.sizes, **_halves(made.natives.addresses),
        }, natives)

    def _table(self, values: Dict[str, Array], count: int, first: bool = False) -> None:
        self._list(self._columns(values, count), first)

    def _columns(self, values: Dict[str, Array], count: int) -> List[Array]:
        """The fields of some nodes, in their order in the file; 0 for those without a value."""
        nothing = np.zeros(count, np.uint8)
        return [values.get(name, nothing) for name in self.fields]

    def _edges(self, kept: Array) -> None:
        self._root_edges()
        made, graph, natives, width = self.made, self.graph, self.made.natives, len(self.fields)
        backing = made.strings.add("backing_store")

        def work(part: Part) -> Tuple[bytearray, int]:
            first, last, low, high = part
            here = np.nonzero(kept[low:high])[0]
            sources = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(graph.first[first : last + 1]))
            more, held = _between(self.more_sources, first, last), _between(natives.owners, first, last)
            owners, of_native = natives.owners[held], natives.of[held]
            kinds = np.concatenate([
                made.edges.kinds[low:high].take(here), self.more_kinds[more],
                np.full(len(owners), INTERNAL, np.uint8),
            ])
            names = np.concatenate([made.edges.names[low:high].take(here), self.more_names[more]])
            texts = self.names.of(kinds[: len(names)], names)
            targets = np.concatenate([graph.targets[low:high].take(here), self.more_targets[more]])
            order = np.argsort(np.concatenate([sources.take(here), self.more_sources[more], owners]), kind="stable")
            ordinals = np.concatenate([self.ordinals.take(targets), self.first_native + of_native])
            texts = np.concatenate([texts, np.full(len(owners), backing, np.int32)])
            columns = [kinds.take(order), texts.take(order), ordinals.take(order).astype(np.int64) * width]
            return comma_list(columns), low

        for numbers, done in in_order(work, graph.parts(_CHUNK)):
            self._put(numbers)
            self.progress(self.objects + done, self._work)

    def _root_edges(self) -> None:
        """What V8's synthetic nodes refer to."""
        made, width = self.made, len(self.fields)
        anchors = len(made.anchors)
        kinds = np.array([ELEMENT] + [SHORTCUT] * len(self.globals) + [ELEMENT] * anchors)
        names = np.concatenate([[1], self.anchors[0][1][1:], 1 + np.arange(anchors)])
        targets = np.concatenate([[1], self.ordinals.take(self.globals), 2 + np.arange(anchors)])
        self._list([kinds, names, targets * width], True)
        for each, (_, texts) in zip(made.anchors, self.anchors[2:]):
            if each.names is None:
                texts = self.names.number(1 + np.arange(len(each.nodes)))
            kinds = np.where(each.strong, INTERNAL, WEAK)
            self._list([kinds, texts, self.ordinals.take(each.nodes).astype(np.int64) * width])

    def _locations(self) -> None:
        made, first = self.made, True
        for part in parts(len(made.alive), _CHUNK):
            nodes = part.start + np.flatnonzero(made.alive[part] & (made.places.of[part] >= 0))
            if len(nodes):
                rows = made.places.rows.take(made.places.of.take(nodes), axis=0)
                self._list([self.ordinals.take(nodes).astype(np.int64) * len(self.fields), *rows.T], first)
                first = False

    def _strings(self) -> None:
        for part in self.made.strings.json():
            self.out.write(part)
        for first in range(0, len(self.names.indices), _CHUNK):
            numbers = comma_list([self.names.indices[first : first + _CHUNK]])[:-1]
            self.out.write(b',"' + numbers.replace(b",", b'",\n"') + b'"')


def _between(ascending: Array, first: int, last: int) -> slice:
    """Where the numbers from `first` on, below `last`, are; bounds of another type would have all of them copied."""
    begin, end = np.searchsorted(ascending, np.array([first, last], ascending.dtype)).tolist()
    return slice(begin, end)


def _halves(addresses: Array) -> Dict[str, Array]:
    """The two fields of an address."""
    return {
        ADDRESS_FIELDS[0]: (addresses & np.uint64(0xFFFFFFFF)).astype(np.int64),
        ADDRESS_FIELDS[1]: (addresses >> np.uint64(32)).astype(np.int64),
    }


def write(made: Snapshot, out: BinaryIO, progress: Optional[Told] = None) -> Summary:
    """Writes the file."""
    return _Writer(made, out, progress).write()
