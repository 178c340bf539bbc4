"""How V8 keeps one string: its form, and the parts that it is made of (src/objects/string.h)."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

from . import bits_text
from .errors import Corrupt, Error
from .objects import HeapObject
from .strings import ConsString, ExternalString, SlicedString, String, ThinString, text

MAX_PARTS = 64  # parts of one string that are shown, unless told


class Form(NamedTuple):
    """One string of a tree of them: `depth` below the one that was asked for, `part` its place there."""

    view: String
    depth: int
    part: str
    kind: str  # seq, cons, external, sliced, thin
    one_byte: bool
    facts: Dict[str, Any]


def form_of(view: String) -> Tuple[str, bool]:
    """("seq" | "cons" | "external" | "sliced" | "thin", is it one byte wide?). Raises Corrupt."""
    layout, number = view.session.layout, view.instance_type
    wanted = layout.bits("String.type", "representation").of(number)
    for name, value in layout.constants("String.representation").items():
        if value == wanted:
            return name, bool(layout.bits("String.type", "one_byte").of(number))
    raise Corrupt(f"the string at {view.address:#x} has no known form: instance type {number:#x}")


def hash_facts(view: HeapObject) -> Dict[str, Any]:
    """The hash of a name, or the array index that stands in its place (src/objects/name.h)."""
    layout = view.session.layout
    word = view.session.process.u32(view.start + layout.offset("Name", "hash_field"))
    decoded = bits_text.decode(layout, "Name.hash_field", word)
    found: Dict[str, Any] = {"hash_field": f"{word:#x}"}
    if decoded.get("hash_not_computed") is True or decoded.get("hash_field_type") == 3:
        found["hash"] = None
    elif decoded.get("is_not_integer_index_mask") is False or decoded.get("hash_field_type") == 0:
        # newer builds mix the index with their secret seed: then the number there is none
        found["array_index_length"] = decoded["array_index_length"]
    elif decoded.get("hash_field_type") == 1:
        found["forwarding_index"] = word >> 2
    else:
        found["hash"] = f"{word >> 2:#x}"
    return found


def forms(view: String, limit: int = MAX_PARTS) -> Iterator[Form]:
    """The string and all that it refers to, parents before parts, at most `limit` of them. Raises Corrupt, Fault."""
    pending: List[Tuple[String, int, str]] = [(view, 0, "")]
    while pending and limit:
        limit -= 1
        each, depth, part = pending.pop()
        kind, one_byte = form_of(each)
        facts, below = _facts(each, kind)
        yield Form(each, depth, part, kind, one_byte, facts)
        for name, inner in reversed(below):
            if not isinstance(inner, String):
                raise Corrupt(f"a part of the string at {each.address:#x} is no string")
            pending.append((inner, depth + 1, name))


def _facts(view: String, kind: str) -> Tuple[Dict[str, Any], List[Tuple[str, Any]]]:
    """(what is particular to the form, the strings that it refers to by name)."""
    made = (view.session, view.address, view.map_word)
    layout = view.session.layout
    facts: Dict[str, Any] = {"length": view.length, "internalized": "INTERNALIZED" in view.type_name}
    if "SHARED" in view.type_name:
        facts["shared"] = True
    facts.update(hash_facts(view))
    if kind == "cons":
        cons = ConsString(*made)
        return facts, [("first", cons.first), ("second", cons.second)]
    if kind == "sliced":
        sliced = SlicedString(*made)
        facts["offset"] = sliced.offset
        return facts, [("parent", sliced.parent)]
    if kind == "thin":
        return facts, [("actual", ThinString(*made).actual)]
    if kind == "external":
        external = ExternalString(*made)
        facts["resource"] = f"{external.resource:#x}"
        if not layout.bits("String.type", "uncached").of(view.instance_type):
            facts["characters_at"] = f"{external.resource_data:#x}"
        return facts, []
    one_byte = layout.bits("String.type", "one_byte").of(view.instance_type)
    first = layout.offset("SeqOneByteString" if one_byte else "SeqTwoByteString", "chars")
    facts["characters_at"] = f"{view.start + first:#x}"
    return facts, []


def characters(view: String, limit: int) -> str:
    """The first characters, all with 0; what cannot be read is said."""
    try:
        return text(view, limit or None)
    except Error as error:
        return f"<unreadable: {error}>"
