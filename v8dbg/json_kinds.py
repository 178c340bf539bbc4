"""JSON of the built-in kinds of objects: each a tagged object, listed in docs/json.md (see json_encoder)."""

from __future__ import annotations

from typing import Any, Dict, List

from . import js_errors
from .containers import (
    JSCollection,
    JSCollectionIterator,
    JSDate,
    JSModuleNamespace,
    JSPrimitiveWrapper,
    JSProxy,
    JSRegExp,
    JSWeakCollection,
    JSWeakRef,
)
from .elements import is_hole_word
from .errors import Error
from .json_encoder import BY_TYPE_NAME, Place, encodes
from .json_words import Json, unreadable
from .objects import HeapObject, Value, is_smi, smi
from .primitives import BigInt, HeapNumber, is_undefined
from .properties import get
from .strings import String, Symbol

_BOXED = ((int, "Number"), (HeapNumber, "Number"), (String, "String"), (Symbol, "Symbol"), (BigInt, "BigInt"))
_MAX_CELLS = 1 << 20  # of one FinalizationRegistry


def _field(view: HeapObject, cls: str, name: str) -> int:
    return view.word(view.session.layout.offset(cls, name))


def _rows(at: Place, rows: Any, total: int) -> List[Json]:
    """Rows of tagged words: lists of several, one alone by itself."""
    made: List[Json] = []
    for words in at.bounded(rows, total):
        if len(words) == 1:
            made.append(None)
            at.put(made, len(made) - 1, words[0])
        else:
            row: List[Json] = [None] * len(words)
            made.append(row)
            for number, word in enumerate(words):
                at.put(row, number, word, 3)
    return at.more(made, total)


# -- collections ---------------------------------------------------------------------------


@encodes(JSCollection)
def _collection(at: Place, view: JSCollection) -> Json:
    kind, inside = ("Map", "entries") if view.is_map else ("Set", "values")
    made = at.tagged(kind, view, kind)
    made[inside] = _guarded_rows(at, view)
    return at.extra(made, view, indexed=True)


def _guarded_rows(at: Place, view: JSCollection) -> List[Json]:
    try:
        return _rows(at, view.entries(), view.size)
    except Error as error:
        return [unreadable(error)]


@encodes(JSWeakCollection)
def _weak_collection(at: Place, view: JSWeakCollection) -> Json:
    kind, inside = ("WeakMap", "entries") if view.is_map else ("WeakSet", "values")
    made = at.tagged(kind, view, kind)
    entries = view.entries()
    made[inside] = _rows(at, entries, len(entries))
    return at.extra(made, view, indexed=True)


@encodes(JSCollectionIterator)
def _collection_iterator(at: Place, view: JSCollectionIterator) -> Json:
    made = at.tagged("Map Iterator" if view.is_map else "Set Iterator", view)
    made["kind"] = "entries" if view.is_entries else "values" if "_VALUE_" in view.type_name else "keys"
    column = 1 if view.is_map and made["kind"] == "values" else 0
    rows = list(view.entries())
    if view.is_entries:
        rows = [(words[0], words[-1]) for words in rows]
    else:
        rows = [(words[column],) for words in rows]
    made["remaining"] = _rows(at, rows, len(rows))
    return at.extra(made, view)


def _array_iterator(at: Place, view: HeapObject) -> Json:
    layout, made = view.session.layout, at.tagged("Array Iterator", view)
    number = _field(view, "JSArrayIterator", "kind")
    names = {layout.constant("IterationKind", name): name for name in ("keys", "values", "entries")}
    made["kind"] = names.get(smi(number), "unknown") if is_smi(number) else "unknown"
    at.put(made, "target", _field(view, "JSArrayIterator", "iterated_object"))
    at.put(made, "index", _field(view, "JSArrayIterator", "next_index"))
    return at.extra(made, view)


def _string_iterator(at: Place, view: HeapObject) -> Json:
    made = at.tagged("String Iterator", view)
    at.put(made, "target", _field(view, "JSStringIterator", "string"))
    at.put(made, "index", _field(view, "JSStringIterator", "index"))
    return at.extra(made, view)


@encodes(JSWeakRef)
def _weak_ref(at: Place, view: JSWeakRef) -> Json:
    made = at.tagged("WeakRef", view, "WeakRef")
    at.put(made, "target", _field(view, "JSWeakRef", "target"))
    return at.extra(made, view)


def _finalization_registry(at: Place, view: HeapObject) -> Json:
    layout, made = view.session.layout, at.tagged("FinalizationRegistry", view, "FinalizationRegistry")
    at.put(made, "cleanup", _field(view, "JSFinalizationRegistry", "cleanup"))
    cells: List[Json] = []
    for name in ("active_cells", "cleared_cells"):
        cell = view.session.value(_field(view, "JSFinalizationRegistry", name))
        for _ in range(_MAX_CELLS):
            if not isinstance(cell, HeapObject) or cell.type_name != "WEAK_CELL_TYPE":
                break
            row: Dict[str, Json] = {}
            cells.append(row)
            at.put(row, "target", _field(cell, "WeakCell", "target"), 3)
            at.put(row, "holdings", _field(cell, "WeakCell", "holdings"), 3)
            if layout.has("WeakCell", "unregister_token"):
                token = _field(cell, "WeakCell", "unregister_token")
                if not is_undefined(view.session.value(token)):
                    at.put(row, "token", token, 3)
            cell = view.session.value(_field(cell, "WeakCell", "next"))
    made["cells"] = cells
    return at.extra(made, view)


# -- values with something inside ----------------------------------------------------------


@encodes(JSPrimitiveWrapper)
def _boxed(at: Place, view: JSPrimitiveWrapper) -> Json:
    value: Value = view.value
    kind = next((name for cls, name in _BOXED if isinstance(value, cls)), "Boolean")
    made = at.tagged(kind, view, kind)
    at.put(made, "value", _field(view, "JSPrimitiveWrapper", "value"))
    return at.extra(made, view, indexed=True)


@encodes(JSDate)
def _date(at: Place, view: JSDate) -> Json:
    made = at.tagged("Date", view, "Date")
    shown = view.iso
    made["value"] = None if shown == "Invalid Date" else shown
    return at.extra(made, view, indexed=True)


@encodes(JSRegExp)
def _regexp(at: Place, view: JSRegExp) -> Json:
    made = at.tagged("RegExp", view, "RegExp")
    source = view.source
    made["source"] = at.text(source) if isinstance(source, String) else "(?:)"
    made["flags"] = view.flags_text
    at.put(made, "lastIndex", _field(view, "JSRegExp", "last_index"))
    return at.extra(made, view, indexed=True)


@encodes(JSProxy)
def _proxy(at: Place, view: JSProxy) -> Json:
    made = at.tagged("Proxy", view)
    for name in ("target", "handler"):
        at.put(made, name, _field(view, "JSProxy", name))
    return made


@encodes(JSModuleNamespace)
def _namespace(at: Place, view: JSModuleNamespace) -> Json:
    made = at.tagged("Module", view)
    exports: Dict[str, Json] = {}
    made["exports"] = exports
    for name, word in view.exports():
        if is_hole_word(view.session, word):
            exports[name] = {"$type": "uninitialized"}
        else:
            at.put(exports, name, word)
    return made


def _error(at: Place, view: HeapObject) -> Json:
    made = at.tagged("Error", view, "Error")
    for name in ("name", "message", "cause", "errors"):
        own = get(view, name)
        if own is not None:
            at.put_property(made, name, own)
    _stack(at, view, made)
    return at.extra(made, view, indexed=True, skip=("name", "message", "cause", "errors", "stack"))


def _stack(at: Place, view: HeapObject, made: Dict[str, Json]) -> None:
    """The text of the stack, or while nobody has asked for it the places that it will be made of."""
    try:
        text = js_errors.stack_text(view)
        if text:
            made["stack"] = text
            return
        sites = js_errors.call_sites(view)
    except Error as error:
        made["stack"] = unreadable(error)
        return
    if sites:
        made["frames"] = [
            {"function": site.function, "script": site.script, "line": site.line, "column": site.column}
            for site in at.bounded(sites, len(sites))
        ]


def _arguments(at: Place, view: HeapObject) -> Json:
    made = at.tagged("arguments", view)
    length = get(view, "length")
    value = length.value if length is not None else 0
    made["items"] = at.items(view, value if isinstance(value, int) and value >= 0 else 0, 2)
    return at.extra(made, view, skip=("length",))


# -- what is known by its class alone ------------------------------------------------------


def _builtin(at: Place, view: HeapObject) -> Json:
    made = at.tagged("builtin", view, "")
    made["kind"] = view.type_name
    return at.extra(made, view, indexed=True)


BY_TYPE_NAME.update(
    {
        "JS_ERROR_TYPE": _error,
        "JS_AGGREGATE_ERROR_TYPE": _error,
        "_ARGUMENTS_": _arguments,
        "JS_ARRAY_ITERATOR_TYPE": _array_iterator,
        "JS_STRING_ITERATOR_TYPE": _string_iterator,
        "JS_FINALIZATION_REGISTRY_TYPE": _finalization_registry,
        "JS_FINALIZATION_GROUP_TYPE": _finalization_registry,
    }
)
for _kind in (
    "JS_COLLATOR_TYPE JS_DATE_TIME_FORMAT_TYPE JS_DISPLAY_NAMES_TYPE JS_DURATION_FORMAT_TYPE JS_LIST_FORMAT_TYPE"
    " JS_LOCALE_TYPE JS_NUMBER_FORMAT_TYPE JS_PLURAL_RULES_TYPE JS_RELATIVE_TIME_FORMAT_TYPE JS_SEGMENT"
    " JS_V8_BREAK_ITERATOR_TYPE JS_INTL_ JS_TEMPORAL_ WASM_ JS_ITERATOR_ _HELPER_TYPE JS_REG_EXP_STRING_ITERATOR_TYPE"
    " JS_REGEXP_STRING_ITERATOR_TYPE JS_ASYNC_FROM_SYNC_ITERATOR_TYPE JS_VALID_ITERATOR_WRAPPER_TYPE JS_ATOMICS_"
    " JS_SHARED_STRUCT_TYPE JS_SHARED_ARRAY_TYPE JS_SHADOW_REALM_TYPE JS_RAW_JSON_TYPE JS_MESSAGE_OBJECT_TYPE"
    " DISPOSABLE_STACK"
).split():
    BY_TYPE_NAME[_kind] = _builtin
