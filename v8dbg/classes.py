"""V8's classes of heap objects: their bases, their fields, and what each field may hold.

The tables declare every class in memory order (CLASSES in `layouts`), so that offsets follow from sizes;
an offset that the binary's own v8dbg_class_* symbols give goes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from .errors import NotFound
from .layout import Layout
from .objects import HeapObject, Value
from .primitives import oddball_name
from .session import PerSession, Session

SIZES = {"u8": 1, "i8": 1, "u16": 2, "i16": 2, "u32": 4, "i32": 4, "u64": 8, "i64": 8, "word": 8, "ptr": 8, "f64": 8}
ROOT = "HeapObject"
_MAX_BASES = 32
_FAR = 1 << 16
_NOT_FIELDS = ("header_size", "internal_fields")

# Instance types whose class has another name (src/objects/objects-definitions.h)
_OTHER_NAMES = {
    "CONTEXT_SIDE_PROPERTY_CELL_TYPE": "ContextSidePropertyCell",
    "BIGINT_TYPE": "BigInt",
    "JS_PRIMITIVE_WRAPPER_TYPE": "JSPrimitiveWrapper",
    "JS_VALUE_TYPE": "JSPrimitiveWrapper",
    "JS_CONTEXT_EXTENSION_OBJECT_TYPE": "JSObject",
    "JS_OBJECT_PROTOTYPE_TYPE": "JSObject",
    "JS_ERROR_TYPE": "JSObject",
    "JS_STRING_ITERATOR_PROTOTYPE_TYPE": "JSObject",
    "FEEDBACK_METADATA_TYPE": "FeedbackMetadata",
    "MUTABLE_HEAP_NUMBER_TYPE": "HeapNumber",
    "HASH_TABLE_TYPE": "HashTable",
    "JS_ITERATOR_PROTOTYPE_TYPE": "JSObject",
    "PROMISE_REACTION_JOB_TASK_TYPE": "PromiseReactionJobTask",
}
_CLASSES: PerSession[Dict[str, str]] = PerSession()


@dataclass(frozen=True)
class FieldInfo:
    """A field of a class: `offset` and `size` in bytes from the untagged start, `type` as the tables write it.

    A `repeated` field is the first of as many as the object has; `source` says where the offset came from."""

    cls: str
    name: str
    offset: int
    size: int
    type: str
    source: str
    repeated: bool = False

    @property
    def is_tagged(self) -> bool:
        return self.type not in SIZES

    @property
    def is_padding(self) -> bool:
        return self.name == "_"


def base_of(layout: Layout, cls: str) -> str:
    """The class that `cls` derives from, "" of HeapObject. Raises NotFound."""
    if cls == ROOT:
        return ""
    found = layout.declarations().get(cls)
    if found is None:
        raise NotFound(f"no class {cls} in V8 %d.%d" % layout.version, "`v8classes` lists them")
    return found.partition(";")[0].strip()


def bases(layout: Layout, cls: str) -> List[str]:
    """The class, its base, and so on up to HeapObject. Raises NotFound of a class that is not known."""
    found = [cls]
    while found[-1] != ROOT and len(found) < _MAX_BASES:
        found.append(base_of(layout, found[-1]))
    return found


def is_a(layout: Layout, cls: str, base: str) -> bool:
    """Is `cls` the class `base` or derived from it?"""
    told = layout.derived("is_a")
    found: Optional[bool] = told.get((cls, base))
    if found is None:
        known, at = layout.declarations(), cls
        for _ in range(_MAX_BASES):
            if at == base or at not in known:
                break
            at = known[at].partition(";")[0].strip()
        found = told[cls, base] = at == base
    return found


def own_fields(layout: Layout, cls: str, start: int, last: int = _FAR) -> Tuple[List[FieldInfo], int]:
    """(the fields that a class adds to its base, where its fixed part ends); `start` is where its base ends.

    Symbols without a declaration are taken for fields as far as `last`."""
    if cls == ROOT:
        return [FieldInfo(ROOT, "map", 0, 8, "Map", "src/objects/heap-object.h")], 8
    found: List[FieldInfo] = []
    declared, place = layout.declarations()[cls], layout.declared_in(cls)
    offsets = layout.offsets(cls)
    at = start
    for part in declared.split(";")[1:]:
        name, _, kind = part.strip().partition(" ")
        repeated, name = name.endswith("[]"), name.replace("[]", "")
        size, source, offset = SIZES.get(kind, 8), place, at
        if name in offsets:
            offset, source = offsets[name], layout.why(cls, name)
            if source != "v8field":  # the user's word moves this field alone, the binary's those after it too
                at = offset
        found.append(FieldInfo(cls, name, offset, size, kind, source, repeated))
        at += 0 if repeated else size
    covered = {field.offset for field in found}
    end = min((field.offset for field in found if field.repeated), default=last)
    for name, offset in offsets.items():
        if offset not in covered and start <= offset < end and name not in _NOT_FIELDS and offset % 8 == 0:
            found.append(FieldInfo(cls, name, offset, 8, "?", layout.why(cls, name)))
    return sorted(found, key=lambda field: field.offset), at


def all_fields(layout: Layout, cls: str) -> List[FieldInfo]:
    """Every field of a class, those of its bases first. Raises NotFound."""
    return _walk(layout, cls)[0]


def fixed_size(layout: Layout, cls: str) -> int:
    """Bytes of an object without what is repeated at its end. Raises NotFound."""
    return _walk(layout, cls)[1]


def _walk(layout: Layout, cls: str) -> Tuple[List[FieldInfo], int]:
    found: List[FieldInfo] = []
    at = 0
    for each in reversed(bases(layout, cls)):
        repeated = min((field.offset for field in found if field.repeated), default=_FAR)
        fields, at = own_fields(layout, each, at, repeated)
        found.extend(fields)
    return found, at


def class_of_type(session: Session, type_name: str) -> str:
    """The class of the objects of an instance type: JSMap of JS_MAP_TYPE."""
    known = _CLASSES.setdefault(session, {})
    if not known:
        for cls in session.layout.declarations():
            known.setdefault(cls.lower() + "type", cls)
    found = _OTHER_NAMES.get(type_name, "")
    if found and found.lower() + "type" in known:
        return found
    if type_name.endswith("STRING_TYPE"):
        return _by_kind(type_name)
    plain = type_name.replace("_", "").lower()
    found = known.get(plain, "") or known.get(plain.replace("type", "objecttype"), "")  # WASM_MEMORY_TYPE before V8 9
    return found or _by_kind(type_name)


def _by_kind(type_name: str) -> str:
    """The class of a type that has none of its own name."""
    if type_name.endswith("STRING_TYPE"):
        for part, cls in (("CONS", "ConsString"), ("SLICED", "SlicedString"), ("THIN", "ThinString")):
            if part in type_name:
                return cls
        if "EXTERNAL" in type_name:
            return "ExternalString"
        return "SeqOneByteString" if "ONE_BYTE" in type_name else "SeqTwoByteString"
    if type_name.endswith("CONTEXT_TYPE"):
        return "Context"
    if type_name.endswith(("_TABLE_TYPE", "_DICTIONARY_TYPE")):
        return "HashTable"
    if type_name.endswith(("_FUNCTION_TYPE", "_CONSTRUCTOR_TYPE")):
        return "JSFunction"
    if type_name.startswith("FIXED_") and type_name.endswith("_ARRAY_TYPE"):
        return "FixedTypedArrayBase"  # elements of typed arrays before V8 7.8
    if type_name.startswith("JS_") or "_JS_" in type_name:
        return "JSObject"
    return ROOT


def class_of(obj: HeapObject) -> str:
    """Name of V8's class of an object, by its instance type."""
    return class_of_type(obj.session, obj.type_name)


def accepts(session: Session, declared: str, value: Value) -> bool:
    """May a field of that declared type hold this value?"""
    return any(_is_one(session, one, value) for one in declared.split("|"))


def _is_one(session: Session, wanted: str, value: Value) -> bool:
    wanted = wanted.lstrip("~")
    if wanted in ("Object", "?"):
        return True
    if isinstance(value, int):
        return wanted == "Smi"
    if wanted == ROOT:
        return True
    name = oddball_name(value)
    if wanted in ("Undefined", "Null", "TheHole", "Boolean", "True", "False"):
        names = {"TheHole": ("the_hole",), "Boolean": ("true", "false")}.get(wanted, (wanted.lower(),))
        return name in names
    cls = class_of(value)
    if wanted == "Callable":
        wanted = "JSReceiver"
    return is_a(session.layout, cls, wanted)
