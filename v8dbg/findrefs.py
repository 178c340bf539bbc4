"""Who refers to an object, to all objects with a property, to strings of some text. Needs numpy."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Iterator, List, Optional, Set, Tuple

import numpy as np

from . import limits
from .elements import Slot
from .errors import Error
from .graph import Graph
from .maps import map_of
from .object_parts import key_text
from .objects import HeapObject
from .owners import Step, holders
from .preview import is_object
from .properties import named_properties
from .reach import root_nodes
from .roots import Root, roots_of
from .strings import String, text

Array = Any  # numpy.ndarray


@dataclass
class Found:
    """The references to one object, in the order of memory."""

    node: int
    references: List[Reference] = field(default_factory=list)
    more: int = 0  # that are not listed
    internal: int = 0  # of V8's own objects, which are not listed either
    roots: List[Root] = field(default_factory=list)
    is_cut: bool = False  # nobody was looked for: there were too many before


@dataclass
class Reference:
    """One reference; `further` is who refers to its owner, None where that was not asked or is told elsewhere."""

    step: Step
    is_repeated: bool = False  # the owner is told of elsewhere: it has two references, or there is a cycle
    further: Optional[Found] = None


def find(graph: Graph, node: int, depth: int = 1, most: int = 50, internal: bool = False) -> Found:
    """Who refers to a node, and who to those, down to a depth; at most so many of each, limits.MAX_REFERENCES in all.

    Each object is followed once, where it is first met: so cycles end. `internal`: with objects of V8's own, which no
    program sees."""
    whole, seen, count = Found(node), {node}, 0
    queue = deque([(whole, 1)])
    while queue:
        found, level = queue.popleft()
        if count >= limits.MAX_REFERENCES:
            found.is_cut = True
            continue
        _fill(graph, found, most, internal)
        count += len(found.references)
        for reference in found.references:
            owner = reference.step.owner
            reference.is_repeated = owner in seen
            if not reference.is_repeated and level < depth:
                reference.further = Found(owner)
                queue.append((reference.further, level + 1))
            seen.add(owner)
    return whole


def _fill(graph: Graph, found: Found, most: int, internal: bool) -> None:
    told: Set[Tuple[int, str]] = set()
    for step in holders(graph, found.node):
        if (step.owner, step.text) in told:
            continue
        told.add((step.owner, step.text))
        if not internal and not is_seen(graph, step.owner):
            found.internal += 1
        elif len(found.references) == most:
            found.more += 1
        else:
            found.references.append(Reference(step))


def is_seen(graph: Graph, node: int) -> bool:
    """Is it something that a program can have a value of?"""
    try:
        view = graph.view(node)
        return is_object(view) or isinstance(view, String)
    except Error:
        return False


def roots_to(graph: Graph, node: int) -> List[Root]:
    """The roots that hold a node themselves."""
    roots = roots_of(graph.heap)
    return [roots[number] for number in np.flatnonzero(root_nodes(graph, roots) == node).tolist()]


# -- by name, by text -------------------------------------------------------------------------


def with_property(graph: Graph, name: str) -> Iterator[Tuple[HeapObject, Optional[Slot]]]:
    """(object, value) of all objects that have a property of a name themselves, also one such as [Symbol(…)] or
    #private; None of one with accessors."""
    session = graph.heap.session
    for kind, map_word in enumerate(graph.maps):
        nodes = graph.of_kind(kind)
        try:
            if not len(nodes) or not session.layout.type_name(session.instance_type(map_word)).startswith("JS_"):
                continue
            first = graph.view(int(nodes[0]))
            if not is_object(first):
                continue
            fast = not map_of(first).is_dictionary_map
            if fast and not any(key_text(session, each.key_word) == name for each in named_properties(first)):
                continue
        except Error:
            continue
        for node in nodes.tolist():
            try:
                view = graph.view(node)
                for each in named_properties(view):
                    if key_text(session, each.key_word) == name:
                        yield view, None if each.accessor else each.value
            except Error:
                continue


def strings(graph: Graph, wanted: str) -> List[int]:
    """The nodes of all strings that have exactly this text, however they are stored."""
    session, found = graph.heap.session, []
    units = len(wanted.encode("utf-16-le", "surrogatepass")) // 2
    for kind, map_word in enumerate(graph.maps):
        try:
            name = session.layout.type_name(session.instance_type(map_word))
        except Error:
            continue
        if "STRING" not in name or name.startswith("JS_"):
            continue
        nodes = graph.of_kind(kind)
        if not any(other in name for other in ("CONS", "SLICED", "THIN", "EXTERNAL")):
            nodes = _sequential(graph, nodes, wanted, units)
        for node in nodes.tolist():
            try:
                view = graph.view(node)
                if isinstance(view, String) and view.length == units and text(view) == wanted:
                    found.append(node)
            except Error:
                continue
    return found


def _sequential(graph: Graph, nodes: Array, wanted: str, units: int) -> Array:
    """Those of some strings, whose characters follow their header, that may have the text: by size, then by bytes."""
    header = graph.heap.session.layout.offset("String", "length") + 4
    forms = [wanted.encode("utf-16-le", "surrogatepass")]
    if all(ord(letter) < 256 for letter in wanted):
        forms.append(wanted.encode("latin-1"))
    nodes = nodes[np.isin(graph.sizes[nodes], [(header + len(form) + 7) // 8 * 8 for form in forms])]
    read, most = graph.heap.session.process.read_some, max(map(len, forms))
    data = [read(int(start) + header, most) for start in graph.addresses[nodes]]
    return nodes[np.array([raw.startswith(tuple(forms)) for raw in data], dtype=bool)]
