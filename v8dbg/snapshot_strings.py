"""The table of strings of a heap snapshot, and the characters of all strings of a heap at once. Needs numpy."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from .errors import Error
from .graph import Graph
from .limits import MAX_STRING
from .maps import Map
from .strings import text

Array = Any  # numpy.ndarray

_WINDOW = 1 << 20  # bytes of memory that are read at once
_ONE_BYTE, _TWO_BYTES = ("latin-1",), ("utf-16-le", "surrogatepass")  # as bytes.decode takes them
_CHUNK = 20000  # strings that are written at once
UNREADABLE = "(unreadable)"


class Strings:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.numbers: Dict[str, int] = {"<dummy>": 0}  # V8's first

    def __len__(self) -> int:
        return len(self.numbers)

    def add(self, words: str) -> int:
        """The number of a text."""
        return self.numbers.setdefault(words, len(self.numbers))

    def json(self) -> Iterator[bytes]:
        """Their JSON, some thousand at a time, without the brackets."""
        chunk: List[str] = []
        behind = b""
        for each in self.numbers:
            chunk.append(each)
            if len(chunk) == _CHUNK:
                yield behind + json.dumps(chunk, separators=(",\n", ":"))[1:-1].encode("ascii")
                behind = b",\n"
                chunk = []
        if chunk:
            yield behind + json.dumps(chunk, separators=(",\n", ":"))[1:-1].encode("ascii")


def windows(addresses: Array, sizes: Array) -> Iterator[Tuple[int, int, int, int]]:
    """(first, last, start, bytes) of stretches of memory that hold objects first to last - 1, which ascend."""
    first, count = 0, len(addresses)
    while first < count:
        start = int(addresses[first])
        last = max(int(np.searchsorted(addresses, np.uint64(start + _WINDOW))), first + 1)
        yield first, last, start, int(addresses[last - 1]) + int(sizes[last - 1]) - start
        first = last


def words_at(graph: Graph, nodes: Array, offset: int, unit: Any = np.uint64) -> Array:
    """The number that every object of some (ascending) has at an offset, 0 where memory is missing."""
    found = np.zeros(len(nodes), unit)
    process, width = graph.heap.session.process, np.dtype(unit).itemsize
    addresses, sizes = graph.addresses.take(nodes), np.full(len(nodes), offset + width, np.int64)
    for first, last, start, size in windows(addresses, sizes):
        raw = process.read_through(start, size)
        raw += b"\0" * (-len(raw) % 8)
        cells = np.frombuffer(raw, unit)
        place = (addresses[first:last] - np.uint64(start)).astype(np.int64) + offset
        place //= width
        good = place < len(cells)
        found[first:last][good] = cells.take(place[good])
    return found


def number_strings(graph: Graph, nodes: Array, limit: int, strings: Strings) -> Array:
    """The number of each of these strings (nodes, ascending) in the table, cut to `limit` characters (0: whole)."""
    session, layout = graph.heap.session, graph.heap.session.layout
    found = np.zeros(len(nodes), np.int32)
    width_of = np.zeros(len(graph.maps), np.uint8)  # bytes of a character, 0 of what is no plain sequence
    for kind in np.flatnonzero(np.bincount(graph.kinds.take(nodes))).tolist():
        number = session.instance_type(graph.maps[kind])
        representation = layout.bits("String.type", "representation").of(number)
        if representation == layout.constant("String.representation", "seq"):
            width_of[kind] = 1 if layout.bits("String.type", "one_byte").of(number) else 2
    widths = width_of.take(graph.kinds.take(nodes))
    plain = np.nonzero(widths)[0]
    lengths = words_at(graph, nodes.take(plain), layout.offset("String", "length"), np.uint32).astype(np.int64)
    lengths = np.minimum(lengths, limit or MAX_STRING)
    heads = {1: layout.offset("SeqOneByteString", "chars"), 2: layout.offset("SeqTwoByteString", "chars")}
    spans = lengths * widths.take(plain) + heads[1]
    addresses = graph.addresses.take(nodes.take(plain))
    numbers, read = strings.numbers, session.process.read_through
    for first, last, start, size in windows(addresses, spans):
        raw = read(start, size)
        begins = ((addresses[first:last] - np.uint64(start)).astype(np.int64) + heads[1]).tolist()
        ends = (np.array(begins) + lengths[first:last] * widths.take(plain[first:last])).tolist()
        some = widths.take(plain[first:last])
        if (some == 1).all():
            words = raw.decode("latin-1")
            out = [numbers.setdefault(words[begin:end], len(numbers)) for begin, end in zip(begins, ends)]
        else:
            out = []
            for begin, end, width in zip(begins, ends, some.tolist()):
                words = raw[begin:end].decode(*(_ONE_BYTE if width == 1 else _TWO_BYTES))
                out.append(numbers.setdefault(words, len(numbers)))
        found[plain[first:last]] = out
    for place in np.nonzero(widths == 0)[0].tolist():
        try:
            words = text(graph.view(int(nodes[place])), limit or None)
        except Error:
            words = UNREADABLE
        found[place] = strings.add(words)
    return found


def is_string_map(described: Map) -> bool:
    """Is it the map of strings?"""
    return described.described_type.endswith("STRING_TYPE")
