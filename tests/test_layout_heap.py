"""The size that the tables give each class is the instance size in its map, in the heap of every release."""

import pytest

import nodes
from held_names import held
from held_values import memory, objects_of
from v8dbg.errors import Error
from v8dbg.maps import Map
from v8dbg.objects import HeapObject

# its objects have embedder fields, as many as the embedder wants
EMBEDDER = {"JSGlobalObject"}


def known_sizes(layout):
    """Instance type without underscores, lower case -> (class, its size)."""
    classes = {group for kind, group, name, *_ in layout.facts() if (kind, name) == ("OFFSETS", "header_size")}
    return {cls.lower(): (cls, layout.offset(cls, "header_size")) for cls in classes - EMBEDDER}


def map_sizes(session):
    """Instance type -> the sizes of objects that maps of it give, those of no fixed size left out."""
    candidates, found = set(), {}
    for _, words in memory(session):
        candidates.update(word for word in words if word & 3 == 1 and 1 << 16 < word < 1 << 47)
    for word in candidates:
        try:
            session.class_of_map(word)
            shape = Map(session, word)
            if shape.instance_size_in_words:
                found.setdefault(shape.described_type, set()).add(8 * shape.instance_size_in_words)
        except Error:  # no map
            continue
    return found


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_sizes(version):
    session, _ = held(version)
    in_heap = map_sizes(session)  # first: a size may tell how the class is laid out
    sizes = known_sizes(session.layout)
    checked = 0
    for type_name, found in in_heap.items():
        cls, size = sizes.get(type_name[: -len("_TYPE")].replace("_", "").lower(), ("", 0))
        if cls:
            assert (size + 7) // 8 * 8 in found, f"{cls} has {size} bytes in the tables, {sorted(found)} in the heap"
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_no_properties_are_in_swiss_tables(version):
    """V8 can be built to keep properties in SwissNameDictionary; no Node.js is, and v8dbg does not read them."""
    session, _ = held(version)
    place, kinds = session.layout.offset("JSReceiver", "properties_or_hash"), {}
    for address, _ in objects_of(session, "JS_OBJECT_TYPE"):
        try:
            found = session.value(session.heap_object(address).word(place))
        except Error:  # what died leaves halves behind
            continue
        name = found.type_name if isinstance(found, HeapObject) else "Smi"
        kinds[name] = kinds.get(name, 0) + 1
    assert kinds["NAME_DICTIONARY_TYPE"] > 20 and "SWISS_NAME_DICTIONARY_TYPE" not in kinds, kinds
