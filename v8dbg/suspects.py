"""Where a heap has grown: the few places that retain much of it, as Eclipse MAT's leak suspects. Needs numpy.

A place is where much is held by itself: what it retains, without what single large objects below it retain, is a good
part of the heap. So of an array of a million rows, the array is one, and neither what holds the array nor a row.
Lists and trees are taken together: each of their nodes holds the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from .class_sizes import Classes, classes_of
from .errors import Error
from .objects import HeapObject
from .retained import Retained, globals_of, tagged
from .whatis import object_text

Array = Any  # numpy.ndarray, whose types old numpy does not tell

SHARE = 0.1  # of the heap, from which on a place is one
_LOOP = 4  # dominators from one node of a list to the next: what lies between belongs to it
_LONG = 8  # nodes of one class in a row that make a list
_CLOSE = 1.05
_FEW = 16  # branches of a node of a tree
_GROUPS = 3  # classes that are named
_NAMED = 0.01  # of what a place retains, from which on a class is: less is chance


@dataclass
class Held:
    """Objects of one class that a place dominates at once, or, in a list or a tree, at all."""

    name: str
    count: int
    retained: int


@dataclass
class Suspect:
    """One place. `node` is where it accumulates, `holder` the object that has it and that a program sees.

    `chain`: how many objects of one class hold each other there, 0 where that is no list and no tree."""

    node: int
    holder: int
    retained: int
    held: List[Held]
    chain: int = 0


def suspects(found: Retained, share: float = SHARE) -> List[Suspect]:
    """The places that hold at least such a share of the heap, those that retain most first."""
    tree, least = found.tree, max(1, int(share * found.total))
    big = np.flatnonzero(found.retained[: found.root] >= least)
    large = np.bincount(tree.idom[big], weights=found.retained[big], minlength=len(tree))
    points = big[found.retained[big] - large[big] >= least]
    not_ours = set(globals_of(found.graph, found.roots))  # of the program's own start
    classes = classes_of(found)
    by_top: Dict[int, int] = {}  # the first of a list or tree, or a place: the place
    for point in points.tolist():
        if point not in not_ours:
            by_top.setdefault(_top(found, classes, point), point)
    made = [_suspect(found, classes, top, top != point) for top, point in by_top.items()]
    return sorted(made, key=lambda each: -each.retained)


def _top(found: Retained, classes: Classes, point: int) -> int:
    """The first object of a list or a tree in which a place lies, else the place itself."""
    top, length = _climb(found, classes, point)
    if length >= _LONG:
        return top
    below = found.tree.children(point)
    if 0 < len(below) <= _FEW:  # of a tree the place is where its branches become small
        largest = found.largest(below, 1)[0]
        higher, length = _climb(found, classes, largest)
        if length and _goes_on(found, classes, largest):
            return higher
    return point


def _goes_on(found: Retained, classes: Classes, node: int) -> bool:
    """Is there another object of its class a little below it?"""
    wanted = classes.of[node]
    for _ in range(_LOOP):
        below = found.tree.children(node)
        if not len(below):
            break
        node = found.largest(below, 1)[0]
        if classes.of[node] == wanted and not classes.stores[node]:
            return True
    return False


def _climb(found: Retained, classes: Classes, node: int) -> Tuple[int, int]:
    """(the first of the objects of a node's class that hold each other and at last the node, how many there are)"""
    idom, of, root = found.tree.idom, classes.of, found.root
    top, length, steps, wanted = node, 0, 0, of[node]
    while steps < _LOOP:
        node, steps = int(idom[node]), steps + 1
        if node in (-1, root):
            break
        if of[node] == wanted and not classes.stores[node]:
            top, length, steps = node, length + 1, 0
    return top, length


def _suspect(found: Retained, classes: Classes, node: int, is_chain: bool) -> Suspect:
    below = found.tree.dominated(node) if is_chain else found.tree.children(node)
    below = below[below != node]
    of, kinds = classes.of[below], len(classes.names)
    counts = np.bincount(of[~classes.stores[below]], minlength=kinds)
    sizes = np.bincount(of, weights=(found.sizes if is_chain else found.retained)[below], minlength=kinds)
    most = np.argsort(-sizes, kind="stable")[:_GROUPS]
    holder, retained = _holder(found, node), int(found.retained[node])
    most = most[sizes[most] >= min(_NAMED * retained, sizes[most[0]])]
    held = [Held(classes.names[at], int(counts[at]), int(sizes[at])) for at in most.tolist() if sizes[at]]
    if found.retained[holder] < _CLOSE * retained:  # its store is nearly all of it
        retained = int(found.retained[holder])
    chain = 1 + int(counts[classes.of[node]]) if is_chain else 0
    return Suspect(node, holder, retained, held, chain)


def _holder(found: Retained, node: int) -> int:
    """The object that a JavaScript programmer knows: itself, or the one whose store it is, or what dominates it."""
    session = found.graph.heap.session
    first = session.layout.type("JS_PROXY_TYPE")
    for each in found.tree.path(node):
        if each == found.root:
            break
        if session.instance_type(found.graph.maps[found.graph.kinds[each]]) >= first:
            return each
    return node


def sentence(found: Retained, suspect: Suspect) -> str:
    """What is wrong there, in one."""
    share = 100 * suspect.retained / max(found.total, 1)
    said = f"{_name(found, suspect.holder)} retains {suspect.retained:,} bytes, {share:.1f} % of the heap"
    own = int(found.sizes[suspect.node])
    if 2 * own >= suspect.retained:
        return f"{said}: it is one large object of {own:,} bytes"
    told = ", ".join(f"{_counted(each)} ({each.retained:,} bytes)" for each in suspect.held)
    if suspect.chain:
        return f"{said}: a list or tree of {suspect.chain:,} objects that hold each other; in it are {told}"
    return f"{said}: most of it in {told}"


def _counted(held: Held) -> str:
    """Of stores alone no object is counted: those of properties of the suspect itself, for one."""
    return f"{held.count:,} {held.name}" if held.count else f"stores of {held.name}"


def _name(found: Retained, node: int) -> str:
    try:
        view: HeapObject = found.graph.view(node)
        return f"{object_text(view)} at {view.address:#x}"
    except Error:
        return f"the object at {tagged(found.graph, node):#x}"


def between(found: Retained, suspect: Suspect) -> Iterator[int]:
    """The dominators from a suspect's holder down to where it accumulates."""
    for each in reversed(found.tree.path(suspect.node)):
        if each != found.root and found.tree.dominates(suspect.holder, each) and each != suspect.holder:
            yield each
