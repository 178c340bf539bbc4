"""How V8 stores a value: its map, where its properties and elements lie, how many there is room for.

src/objects/map.h, js-objects.h, property-details.h, elements-kind.h.
"""

from __future__ import annotations

from typing import Any, Iterator

from .elements import NO_PROPERTIES, Slot, element_entries
from .errors import Error
from .functions import JSFunction
from .maps import Map, map_of
from .objects import HEAP_TAG, HeapObject, is_smi, smi
from .preview_line import is_object
from .promises import function_place
from .properties import global_object, named_properties


def storage(value: Slot) -> dict[str, Any]:
    """What -m of jsprint says, as JSON: nothing but "type" of a number without a box."""
    if not isinstance(value, HeapObject):
        return {"type": "Smi" if isinstance(value, int) else "double"}
    view = global_object(value) if is_object(value) else value
    shape = map_of(view)
    found: dict[str, Any] = {"type": view.type_name, "address": f"{view.address:#x}", "map": f"{shape.address:#x}"}
    if isinstance(view, JSFunction):
        try:
            found["function"] = function_place(view)
        except Error as error:
            found["function"] = f"<unreadable: {error}>"
    if is_object(view) and view.type_name not in NO_PROPERTIES:
        for name, part in (("properties", _properties), ("elements", _elements)):
            try:
                found[name] = part(view, shape)
            except Error as error:
                found[name] = {"unreadable": str(error)}
    return found


def _properties(view: HeapObject, shape: Map) -> dict[str, Any]:
    count = sum(1 for _ in named_properties(view))
    word = view.word(view.session.layout.offset("JSReceiver", "properties_or_hash"))
    if shape.is_dictionary_map:
        kind = "global dictionary" if view.type_name == "JS_GLOBAL_OBJECT_TYPE" else "dictionary"
        return {"kind": kind, "count": count, "store": f"{word:#x}", "store_length": _length(view, word)}
    first = shape.inobject_properties_start_or_constructor_function_index
    inside = max(shape.instance_size_in_words - first, 0)
    fields, constants = _fields(view, shape)
    length = _length(view, word)
    found: dict[str, Any] = {
        "kind": "fast",
        "count": count,
        "in_object": min(fields, inside),
        "in_object_slots": inside,
        "out_of_object": max(fields - inside, 0),
        "in_descriptors": constants,
        "descriptors": f"{shape.instance_descriptors.address:#x}",
    }
    if length:
        found.update(store=f"{word:#x}", store_length=length)
    return found


def _fields(view: HeapObject, shape: Map) -> tuple[int, int]:
    """(properties with a field of their own, properties whose value stands in the descriptors)."""
    session, layout = view.session, view.session.layout
    count = shape.number_of_own_descriptors
    start = shape.instance_descriptors.start + layout.offset("DescriptorArray", "header_size") if count else 0
    details = session.process.words(start, 3 * count)[1::3] if count else ()
    location, constant = layout.bits("PropertyDetails", "location"), layout.constant("PropertyDetails", "in_descriptor")
    constants = sum(1 for each in details if location.of(smi(each)) == constant)
    return count - constants, constants


def _length(view: HeapObject, word: int) -> Any:
    """Length of a backing store, None where there is none (a hash stands there)."""
    if is_smi(word):
        return None
    store, layout = view.session.heap_object(word), view.session.layout
    length = store.word(layout.offset("FixedArrayBase", "length"))
    if "PROPERTY_ARRAY" in store.type_name:  # the hash of the object shares its word
        return layout.bits("PropertyArray.length_and_hash", "length").of(smi(length))
    return smi(length) if is_smi(length) else None


def _elements(view: HeapObject, shape: Map) -> dict[str, Any]:
    word = view.word(view.session.layout.offset("JSObject", "elements"))
    found: dict[str, Any] = {"kind": shape.elements_kind, "store": f"{word:#x}"}
    if word & HEAP_TAG and "FIXED" in view.session.heap_object(word).type_name:
        found["store_length"] = _length(view, word)
    found["used"] = sum(1 for _ in element_entries(view))
    return found


def storage_lines(value: Slot) -> Iterator[str]:
    """The same for people."""
    told = storage(value)
    if "map" not in told:
        yield f"  stored as a {told['type']}"
        return
    yield f"  {told['type']} at {told['address']}, map {told['map']}"
    if "function" in told:
        yield f"  function: {told['function']}"
    properties, elements = told.get("properties"), told.get("elements")
    if properties:
        yield f"  properties: {_properties_text(properties)}"
    if elements:
        yield f"  elements: {_elements_text(elements)}"


def _store(told: dict[str, Any]) -> str:
    room = "" if told.get("store_length") is None else f" of {told['store_length']} words"
    return f"{told['store']}{room}"


def _properties_text(told: dict[str, Any]) -> str:
    if "unreadable" in told:
        return f"<unreadable: {told['unreadable']}>"
    if told["kind"] != "fast":
        return f"{told['count']} in a {told['kind']} {_store(told)}"
    parts = [f"{told['count']}: {told['in_object']} in-object (room for {told['in_object_slots']})"]
    if "store" in told:
        parts.append(f"{told['out_of_object']} out-of-object in {_store(told)}")
    if told["in_descriptors"]:
        parts.append(f"{told['in_descriptors']} in the descriptors")
    return f"{', '.join(parts)}; descriptors {told['descriptors']}"


def _elements_text(told: dict[str, Any]) -> str:
    if "unreadable" in told:
        return f"<unreadable: {told['unreadable']}>"
    return f"{told['kind']}, {told['used']} used in {_store(told)}"
