"""The shortest path from a root to an object, for all objects of a heap at once. Needs numpy."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional, Tuple

from . import index
from .fields import first_property
from .graph import Graph
from .limits import MAX_NAME
from .maps import map_of
from .object_parts import fields_of_shape, key_text, part_at
from .reach import Tree, tree
from .retained import Retained
from .roots import Root
from .session import PerSession, Session
from .strings import String, Symbol, text

_OF_V8 = ("root table", "builtins", "bootstrapper", "object cache", "compilation cache", "strong roots", "compile job")


class Step(NamedTuple):
    """One reference of a path: the node that it comes from, what it is called there."""

    node: int
    name: str


_known: PerSession[Dict[int, Tuple[Graph, List[Root], Tree]]] = PerSession()


def _paths(found: Retained) -> Tuple[List[Root], Tree]:
    """(roots, paths from them), remembered; V8's own tables hold only what nothing else does."""
    graph = found.graph
    session = graph.heap.session
    known = _known.setdefault(session, {})
    kept = known.get(graph.heap.address)
    if kept is None or kept[0] is not graph:
        first = [root for root in found.roots if root.kind not in _OF_V8]
        second = [root for root in found.roots if root.kind in _OF_V8]
        part = found.part("paths")
        stored = index.load(session, part)
        if stored is not None and all(len(each) == len(graph) for each in stored.arrays.values()):
            made = Tree(stored.arrays["edges"], stored.arrays["roots"])
        else:
            made = tree(graph, [first, second])
            if found.is_large:
                index.save(session, part, {"edges": made.edges, "roots": made.roots}, {})
        kept = known[graph.heap.address] = graph, first + second, made
    return kept[1], kept[2]


def path(found: Retained, node: int) -> Tuple[Optional[Root], List[Step]]:
    """(the root that holds an object, the references from the root's object to it). (None, []) of garbage."""
    roots, paths = _paths(found)
    number, edges = paths.path(found.graph, node)
    if number < 0:
        return None, []
    steps: List[Step] = []
    for edge in edges:
        owner = steps[-1].node if steps else -1
        steps.append(Step(found.graph.source(edge), step_name(found.graph, edge, owner)))
    return roots[number], steps


def step_name(graph: Graph, edge: int, owner: int = -1) -> str:
    """What a reference is called in the object that it comes from: "property x", "element 3", "field table".

    `owner` is the node of the object whose store that may be: names of properties are known there."""
    holder, slot = graph.view(graph.source(edge)), int(graph.slots[edge])
    session, kind = holder.session, holder.type_name
    if kind == "NAME_DICTIONARY_TYPE":  # a key, its value, details
        return _keyed(session, holder.word(slot - 8)) or f"element {slot // 8}"
    if kind == "PROPERTY_CELL_TYPE":
        name = session.value(holder.word(session.layout.offset("PropertyCell", "name")))
        return f"property {text(name, MAX_NAME)}" if isinstance(name, String) else "property"
    if kind == "NATIVE_CONTEXT_TYPE":
        target = graph.view(int(graph.targets[edge])).type_name
        if target in ("JS_GLOBAL_OBJECT_TYPE", "JS_GLOBAL_PROXY_TYPE"):
            return "the global object"
    if kind == "PROPERTY_ARRAY_TYPE" and owner >= 0:
        view = graph.view(owner)
        shape = map_of(view)
        wanted = shape.instance_size_in_words - first_property(view) // 8
        wanted += (slot - session.layout.offset("PropertyArray", "header_size")) // 8
        for key, number in fields_of_shape(shape):
            if number == wanted:
                return f"property {key_text(session, key)}"
    return part_at(holder, slot) or f"word {slot // 8}"


def _keyed(session: Session, word: int) -> str:
    key = session.value(word)
    return f"property {key_text(session, word)}" if isinstance(key, (String, Symbol)) else ""


_STORES = ("properties_or_hash", "elements", "table", "extension")


def words(found: Retained, node: int) -> List[str]:
    """A path in words, from the root on; what begins with a dot or a bracket follows what is before it at once."""
    root, steps = path(found, node)
    if root is None:
        return []
    told = [f"{root.kind} ({root.name})" if root.name and root.name != root.kind else root.kind]
    for number, step in enumerate(steps):
        kind, _, name = step.name.partition(" ")
        is_global = found.graph.view(step.node).type_name == "GLOBAL_DICTIONARY_TYPE"
        if is_global or (kind == "field" and name in _STORES and number + 1 < len(steps)):
            continue  # a store, which has the name in it
        if kind == "property":
            told.append(f".{name}")
        elif kind == "element":
            told.append(f"[{name}]")
        else:
            told.append(step.name)
    return told
