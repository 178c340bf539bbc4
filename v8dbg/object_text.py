"""An object of V8 as `v8print` shows it, field by field: lines for people, and JSON."""

from __future__ import annotations

from itertools import islice
from typing import Any, Dict, Iterator, List, Tuple

from . import bits_text
from .brief import brief
from .classes import FieldInfo, base_of, bases, class_of
from .elements import HOLE_NAN
from .errors import Error, NotFound
from .fields import FieldValue, field_values, known_size
from .jsnumbers import json_number, number_text
from .objects import HeapObject, is_smi, smi
from .parts import parts
from .preview import value_json
from .render import Line, Span
from .rows import Part, Row
from .session import Session

NAME, KIND = 34, 7  # columns of a field's name and of its kind
_HOW_TO_READ = {
    "BytecodeArray": "`v8code -d {:#x}` disassembles it",
    "Code": "`v8code -d {:#x}` disassembles it",
    "InstructionStream": "`v8code -d {:#x}` disassembles it",
    "ScopeInfo": "`v8scopeinfo {:#x}` names its parts",
    "SeqOneByteString": "`v8str {:#x}` shows its characters",
    "SeqTwoByteString": "`v8str {:#x}` shows its characters",
}


def checked_class(session: Session, cls: str) -> str:
    """The name of a known class, however its letters are written. Raises NotFound."""
    known = {"heapobject": "HeapObject", **{name.lower(): name for name in session.layout.declarations()}}
    if cls.lower() not in known:
        near = [name for low, name in sorted(known.items()) if cls.lower() in low][:8]
        hint = "nearest: " + ", ".join(near) if near else "`v8classes` lists them"
        raise NotFound(f"no class {cls} in V8 {session.versions.v8_full}", hint)
    return known[cls.lower()]


def class_tree(session: Session) -> Iterator[Tuple[int, str]]:
    """(depth, class) of every class, each below its base."""
    below: Dict[str, List[str]] = {}
    for cls in session.layout.declarations():
        below.setdefault(base_of(session.layout, cls), []).append(cls)
    pending = [(0, "HeapObject")]
    while pending:
        depth, cls = pending.pop()
        yield depth, cls
        pending += [(depth + 1, each) for each in sorted(below.get(cls, []), reverse=True)]


# -- lines ---------------------------------------------------------------------------------


def object_lines(obj: HeapObject, cls: str, limit: int) -> Iterator[Line]:
    """The whole object; `limit` rows of each part, 0 for all."""
    size = known_size(obj)
    own = class_of(obj)
    shown = f"{own} ({obj.type_name})" + (f", {size} bytes" if size else "")
    forced = f", read as {cls}" if cls and cls != own else ""
    yield [Span("address", f"{obj.address:#x}"), ": ", Span("heading", shown), forced]
    last = ""
    for found in field_values(obj, cls):
        if found.info.is_padding:
            continue
        if found.info.cls != last:
            last = found.info.cls
            yield [Span("dim", f" {last}")]
        yield field_line(obj.session, found)
    for part in parts(obj, cls):
        yield [Span("dim", f" {part.title} ({part.total})")]
        yield from _part_lines(obj.session, part, limit)
    how = _HOW_TO_READ.get(cls or own)
    if how:
        yield "  " + how.format(obj.address)


def field_line(session: Session, found: FieldValue) -> Line:
    """One field: offset, name, kind, what lies there, and what that means."""
    info = found.info
    name, kind = Span("name", f"{info.name:<{NAME}} "), Span("dim", f"{_kind(found):<{KIND}} ")
    start: List[Any] = [f"{info.offset:>6} ", name, kind]
    if found.error:
        return [*start, Span("error", f"<unreadable: {found.error}>")]
    if info.is_tagged and not is_smi(found.word):
        return [*start, Span("address", f"{found.word:#x}"), f"  {brief(session, found.word)}"]
    number = smi(found.word) if info.is_tagged else found.number
    return [*start, _number(number, info), _meaning(found)]


def _number(number: Any, info: FieldInfo) -> str:
    if isinstance(number, float):
        return number_text(number)
    in_hex = info.type in ("ptr", "u64") or info.name.endswith(("handle", "hash_field"))
    return f"{number:#x}" if in_hex else str(number)


def _kind(found: FieldValue) -> str:
    if not found.info.is_tagged:
        return found.info.type
    if is_smi(found.word):
        return "Smi"
    return "weak" if found.is_weak or found.is_cleared else "tagged"


def _meaning(found: FieldValue) -> str:
    """What a number stands for, and its bits by name."""
    parts_: List[str] = [found.name] if found.name else []
    if found.bits:
        parts_.append(bits_text.text(found.bits))
    return "  " + "; ".join(parts_) if parts_ else ""


def _part_lines(session: Session, part: Part, limit: int) -> Iterator[Line]:
    count = 0
    try:
        for row in islice(part.rows, limit or None):
            yield row_line(session, row)
            count += 1
    except Error as error:  # the rest of a part that is damaged; the parts after it are shown
        yield ["       ", Span("error", f"<unreadable: {error}>")]
        return
    if count < part.total:
        yield f"       … {part.total - count} more (-l 0 shows all)"


def row_line(session: Session, row: Row) -> Line:
    """One row of a part."""
    start: List[Any] = [f"{row.offset:>6} ", Span("name", f"{row.name:<{NAME}} ")]
    facts = " ".join(str(row.facts[key]) for key in ("text", "kind", "state") if key in row.facts)
    field = f"  {row.facts['field_type']}" if "field_type" in row.facts else ""
    if row.word is None:
        shown = number_words(row)
        return [*start, number_text(shown) if isinstance(shown, float) else _plain(shown), f"  {facts}"]
    if field:
        return [*start, facts, field]
    text = brief(session, row.word)
    if is_smi(row.word):
        return [*start, text, f"  {facts}"]
    return [*start, Span("address", f"{row.word:#x}"), f"  {text}", f"  {facts}" if facts else ""]


def _plain(number: Any) -> str:
    return "" if number is None else str(number)


def number_words(row: Row) -> Any:
    """The number of a row that holds no tagged word, as JSON can hold it; "<hole>" of a hole among doubles."""
    if row.facts.get("raw") == f"{HOLE_NAN:#x}":
        return "<hole>"
    return _json_number(row.number)


# -- JSON ----------------------------------------------------------------------------------


def object_json(obj: HeapObject, cls: str, limit: int) -> Dict[str, Any]:
    """The same as a document."""
    session, own = obj.session, class_of(obj)
    return {
        "address": f"{obj.address:#x}",
        "type": obj.type_name,
        "class": own,
        "bases": bases(session.layout, cls or own)[1:],
        "size": known_size(obj) or None,
        "fields": [_field_json(session, each) for each in field_values(obj, cls) if not each.info.is_padding],
        "parts": [_part_json(session, part, limit) for part in parts(obj, cls)],
    }


def _field_json(session: Session, found: FieldValue) -> Dict[str, Any]:
    info = found.info
    shown: Dict[str, Any] = {
        "class": info.cls,
        "name": info.name,
        "offset": info.offset,
        "size": info.size,
        "declared": info.type,
        "source": info.source,
    }
    if found.error:
        return {**shown, "error": found.error}
    shown["raw"] = f"{found.word:#x}"
    if info.is_tagged:
        shown["value"] = word_json(session, found.word)
    else:
        shown["value"] = _json_number(found.number)
    if found.name:
        shown["name_of_value"] = found.name
    if found.bits:
        shown["bits"] = found.bits
    return shown


def _json_number(number: Any) -> Any:
    if isinstance(number, float) and not json_number(number):
        return number_text(number)
    return number


def word_json(session: Session, word: int) -> Dict[str, Any]:
    """VALUE, with what it is to V8 as its preview."""
    return {**value_json(session, word), "preview": brief(session, word)}


def _part_json(session: Session, part: Part, limit: int) -> Dict[str, Any]:
    rows: List[Dict[str, Any]] = []
    document = {"title": part.title, "count": part.total, "rows": rows}
    try:
        rows.extend(_row_json(session, row) for row in islice(part.rows, limit or None))
    except Error as error:
        document["error"] = str(error)
    return document


def _row_json(session: Session, row: Row) -> Dict[str, Any]:
    shown: Dict[str, Any] = {"name": row.name, "offset": row.offset}
    if row.word is not None:
        shown["value"] = word_json(session, row.word)
    elif row.number is not None:
        shown["value"] = _json_number(row.number)
    shown.update({key: value for key, value in row.facts.items() if key not in ("text", "key")})
    if "key" in row.facts:
        shown["key"] = word_json(session, row.facts["key"])
    return shown
