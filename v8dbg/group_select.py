"""Which objects of a heap are meant: by class, property, kind, what they refer to, what they look like. Needs numpy."""

from __future__ import annotations

from typing import Any, FrozenSet, Iterator, List, Set, Tuple

import numpy as np

from .bulk import gather, index_of, places
from .errors import Error, NotFound
from .graph import graph_of
from .groups import Selection, narrow
from .maps import Map
from .object_parts import key_text
from .objects import HEAP_TAG, HeapObject
from .owners import holders_by
from .population import Population
from .properties import get, named_properties
from .session import Session
from .shapes import Shapes, has_any
from .strings import String, text

Array = Any  # numpy.ndarray, whose types old numpy does not tell
_WEAK = 2


def by_class(population: Population, selection: Selection, name: str) -> None:
    """Only objects of a class or of a row such as (string)."""
    selection.kinds &= np.array([each == name for each in population.names])


def kinds_of(population: Population) -> Set[str]:
    """What `by_kind` takes in this heap: object, the rows of V8's own things, and instance types."""
    used = np.bincount(population.kinds, minlength=len(population.maps)) > 0
    rows = {name[1:-1] for name, is_used in zip(population.names, used) if is_used and name.startswith("(")}
    return rows | {"object"} | {_type_of(population.heap.session, word) for word in population.maps if word}


def by_kind(population: Population, selection: Selection, kind: str) -> None:
    """Only objects of a kind: "object" (all that JavaScript calls so, functions left out), a row's name without its
    parentheses, an instance type, a kind of elements, or "dictionary" (properties in a dictionary)."""
    session, wanted = population.heap.session, kind.upper()
    if kind == "object":
        chosen = [bool(is_one) and name[0] != "(" for is_one, name in zip(population.receivers, population.names)]
    elif wanted == "DICTIONARY" or wanted.endswith("_ELEMENTS"):
        chosen = [bool(is_one) and bool(word) and _stored(Map(session, word), wanted)
                  for is_one, word in zip(population.receivers, population.maps)]  # fmt: skip
    else:
        chosen = [name == f"({kind})" or bool(word) and _type_of(session, word) == wanted.replace("_TYPE", "")
                  for name, word in zip(population.names, population.maps)]  # fmt: skip
    selection.kinds &= np.array(chosen)


def _stored(shape: Map, wanted: str) -> bool:
    return shape.is_dictionary_map if wanted == "DICTIONARY" else shape.elements_kind == wanted


def _type_of(session: Session, map_word: int) -> str:
    name = session.layout.type_name(session.instance_type(map_word))
    return name[: -len("_TYPE")] if name.endswith("_TYPE") else name


# -- by property -----------------------------------------------------------------------


def by_property(population: Population, selection: Selection, name: str) -> None:
    """Only objects that have an own property of that name: a name, [Symbol(…)], or #private."""
    session = population.heap.session
    wanted, shapes = key_words(population, name), Shapes(session)
    objects = np.zeros(len(population.maps), bool)
    prototypes: List[int] = np.nonzero(population.kinds == len(population.maps) - 1)[0].tolist()
    if wanted:
        for kind, word in enumerate(population.maps):
            objects[kind] = bool(population.receivers[kind]) and bool(word) and _has(shapes, word, wanted)
    chosen = objects.take(population.kinds)
    chosen[[number for number in prototypes if wanted and _has(shapes, population.map_of(number), wanted)]] = True
    if wanted:
        chosen[_in_dictionaries(population, wanted)] = True
    chosen[[number for number in _global_objects(population) if _has_now(population, number, name)]] = True
    narrow(selection, chosen)


def _has(shapes: Shapes, map_word: int, wanted: FrozenSet[int]) -> bool:
    try:
        return has_any(shapes.keys(map_word), wanted)
    except Error:
        return False


def _has_now(population: Population, number: int, name: str) -> bool:
    try:
        return get(population.heap.session.heap_object(int(population.addresses[number]) + HEAP_TAG), name) is not None
    except Error:
        return False


def _global_objects(population: Population) -> List[int]:
    """The properties of these lie in cells of their own."""
    layout, session = population.heap.session.layout, population.heap.session
    wanted = layout.type("JS_GLOBAL_OBJECT_TYPE")
    kinds = [bool(word) and session.instance_type(word) == wanted for word in population.maps]
    found: List[int] = np.nonzero(np.array(kinds).take(population.kinds))[0].tolist()
    return found


def key_words(population: Population, name: str) -> FrozenSet[int]:
    """Tagged words of every key that reads so: a string that V8 keeps once, perhaps in another heap too, or symbols."""
    session = population.heap.session
    types = [_type_of(session, word) if word else "" for word in population.maps]
    found = set()
    for number in np.nonzero(np.array([each == "SYMBOL" for each in types]).take(population.kinds))[0].tolist():
        found.add(int(population.addresses[number]) + HEAP_TAG)
    found = {word for word in found if _reads(session, word, name)}
    units = name.encode("utf-16-le", "surrogatepass")
    internal = np.array(["INTERNALIZED" in each for each in types]).take(population.kinds)
    strings = population.addresses[internal]
    (words,) = gather(population.heap, strings, (session.layout.offset("String", "length") & -8,))
    alike = strings[(words >> 32) & 0xFFFFFFFF == len(units) // 2]
    chars = session.layout.offset("SeqOneByteString", "chars")
    (begin,) = gather(population.heap, alike, (chars,))
    narrow_text = name.isascii()
    prefix = int.from_bytes(name.encode("latin-1")[:8] if narrow_text else b"", "little")
    mask = (1 << 8 * min(8, len(name))) - 1
    for word, first in zip(alike.tolist(), begin.tolist()):
        if not narrow_text or first & mask == prefix or len(name) == 0:
            if _reads(session, word + HEAP_TAG, name):
                found.add(word + HEAP_TAG)
    return frozenset(found)


def _reads(session: Session, word: int, name: str) -> bool:
    try:
        view = session.value(word)
        return text(view) == name if isinstance(view, String) else key_text(session, word) == name
    except Error:
        return False


def _in_dictionaries(population: Population, wanted: FrozenSet[int]) -> Array:
    """Numbers of the objects in whose dictionaries a key stands."""
    session, layout = population.heap.session, population.heap.session.layout
    types = [_type_of(session, word) if word else "" for word in population.maps]
    tables: Array = np.array([each == "NAME_DICTIONARY" for each in types])
    at, _ = places(population.heap, np.array(sorted(wanted)))
    holders = containing(population, at)
    good = (holders >= 0) & tables.take(population.kinds.take(np.maximum(holders, 0)))
    at, holders = at[good], holders[good]
    first = layout.offset("HashTable", "elements") + 8 * layout.constant("NameDictionary", "prefix_size")
    inside = (at - population.addresses.take(holders)).astype(np.int64) - first
    is_key = (inside >= 0) & (inside % (8 * layout.constant("NameDictionary", "entry_size")) == 0)
    owners = population.owners.take(holders[is_key])
    return np.unique(owners[owners >= 0])


def containing(population: Population, places_: Array) -> Array:
    """Number of the object that each address lies in, -1 where it lies in none."""
    at = np.searchsorted(population.addresses, places_, side="right") - 1
    inside = at >= 0
    at = np.maximum(at, 0)
    if len(population):
        inside &= places_ < population.addresses.take(at) + population.sizes.take(at).astype(np.uint64)
    return np.where(inside, at, -1)


# -- by reference, by likeness ---------------------------------------------------------


def referrers(population: Population, view: HeapObject) -> Array:
    """Address of every word that refers to an object."""
    at, _ = places(population.heap, np.array([view.address]), ~_WEAK)
    return at


def by_reference(population: Population, selection: Selection, view: HeapObject) -> None:
    """Only objects that refer to one: themselves, or through their stores."""
    holders = containing(population, referrers(population, view))
    holders = np.unique(holders[holders >= 0])
    owners = population.owners.take(holders)
    objects = np.zeros(len(population), bool)
    objects[np.where(owners >= 0, owners, holders)] = True
    narrow(selection, objects)


def references(population: Population, selection: Selection, view: HeapObject) -> Iterator[Tuple[int, str]]:
    """(tagged address of who refers to an object, through what) of those that are selected, as `jsfindrefs` tells it:
    of a context the functions that see its variables. Makes the graph of the heap where that was not done yet."""
    graph = graph_of(population.heap)
    try:
        node = graph.node(view.address)
    except NotFound:  # of another heap
        return
    chosen = np.zeros(len(population), bool)
    chosen[selection.numbers(population)] = True
    told = set()
    for edge in graph.incoming(node).tolist():
        start = graph.addresses[graph.source(edge)]
        number = int(index_of(population.addresses, np.array([start], np.uint64))[0])
        owner = int(population.owners[number]) if number >= 0 else -1
        if number < 0 or not chosen[owner if owner >= 0 else number]:
            continue
        for step in holders_by(graph, edge):
            if (step.owner, step.text) not in told:
                told.add((step.owner, step.text))
                yield int(graph.addresses[step.owner]) + HEAP_TAG, step.text


def like(population: Population, selection: Selection, view: HeapObject) -> bool:
    """Only objects of the same class with properties of the same names; False where it is not in this heap."""
    found = int(index_of(population.addresses, np.array([view.start], np.uint64))[0])
    if found < 0:
        return False
    shapes, kind = Shapes(population.heap.session), int(population.kinds[found])
    if population.owners[found] >= 0:
        owner = int(population.addresses[population.owners[found]]) + HEAP_TAG
        raise NotFound(f"{view.address:#x} is a part of {owner:#x}", f"`findjsobjects {owner:#x}` lists those like it")
    same = np.array([name == population.names[kind] for name in population.names])
    if population.receivers[kind] and population.maps[kind]:
        names = shapes.names(population.maps[kind])
        for number in np.nonzero(same)[0].tolist():
            same[number] = shapes.names(population.maps[number]) == names
        if names is None:
            _with_the_same_keys(population, selection, same, view)
    selection.kinds &= same
    return True


def _with_the_same_keys(population: Population, selection: Selection, kinds: Array, view: HeapObject) -> None:
    """Of objects with dictionaries only those whose keys are those of one of them, one after another."""
    session = population.heap.session
    keys, objects = _keys(view), np.zeros(len(population), bool)
    for number in np.nonzero(kinds.take(population.kinds))[0].tolist():
        objects[number] = _keys(session.heap_object(int(population.addresses[number]) + HEAP_TAG)) == keys
    narrow(selection, objects)


def _keys(view: HeapObject) -> FrozenSet[int]:
    try:
        return frozenset(each.key_word for each in named_properties(view))
    except Error:
        return frozenset()
