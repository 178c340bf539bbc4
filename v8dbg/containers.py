"""What is inside the built-in objects: Map and Set entries, promise state, dates, … (bytes: see buffers)

Views are chosen by instance type. src/objects/js-collection.h, ordered-hash-table.h,
js-promise.h, js-regexp.h, js-proxy.h, js-generator.h and their .tq files.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Iterator, List, Tuple, cast

from . import limits
from .elements import is_hole_word
from .errors import Corrupt, NotFound
from .maps import table_entries
from .objects import F64Field, Field, HeapObject, ObjectField, SmiField, Value, is_smi, smi, view_of
from .primitives import Cell, HeapNumber, is_undefined
from .strings import String, text

# -- Map, Set and their iterators --------------------------------------------------------


class _Ordered:
    """An OrderedHashMap or OrderedHashSet (src/objects/ordered-hash-table.h)."""

    def __init__(self, table: HeapObject, kind: str) -> None:
        layout, self.table = table.session.layout, table
        self.entry = layout.constant(kind, "entry_size")
        self.first = table.word(layout.offset("OrderedHashTable", "number_of_elements"))

    def _count(self, field: str) -> int:
        layout = self.table.session.layout
        word = self.table.word(layout.offset("OrderedHashTable", field))
        if not is_smi(word) or not -1 <= smi(word) <= limits.MAX_ARRAY:
            raise Corrupt(f"hash table {self.table.address:#x} has {field} {word:#x}")
        return smi(word)

    @property
    def is_obsolete(self) -> bool:
        """Was it replaced by a newer table (that only iterators have yet to notice)?"""
        return not is_smi(self.first)

    @property
    def live(self) -> int:
        return self._count("number_of_elements")

    @property
    def deleted(self) -> int:
        """Entries that were deleted, -1 where the whole table was cleared."""
        return self._count("number_of_deleted_elements")

    def removed_before(self, index: int) -> int:
        """How many of the entries before `index` are gone from the table that replaces this one."""
        holes = self.table.session.process.words(self._start(), max(self.deleted, 0))
        return sum(1 for word in holes if smi(word) < index)

    def _start(self) -> int:
        return self.table.start + self.table.session.layout.offset("OrderedHashTable", "table")

    def entries(self, start: int = 0) -> Iterator[Tuple[int, ...]]:
        """Tagged words of each entry from number `start` on, deleted ones left out."""
        session = self.table.session
        buckets, used = self._count("number_of_buckets"), self.live + max(self.deleted, 0)
        if used > buckets * session.layout.constant("OrderedHashTable", "load_factor"):
            raise Corrupt(f"hash table {self.table.address:#x} has {used} entries in {buckets} buckets")
        base, hole = self._start() + 8 * buckets, -1
        for number in range(start, used):
            words = session.process.words(base + 8 * self.entry * number, self.entry)
            if words[0] == hole:
                continue
            if not is_smi(words[0]) and self.deleted and is_hole_word(session, words[0]):
                hole = words[0]
                continue
            yield words[: self.entry - 1]


@view_of("JS_MAP_TYPE", "JS_SET_TYPE")
class JSCollection(HeapObject):
    """A Map or a Set."""

    table = ObjectField()

    @property
    def is_map(self) -> bool:
        return self.type_name == "JS_MAP_TYPE"

    def _ordered(self) -> _Ordered:
        return _Ordered(self.table, "OrderedHashMap" if self.is_map else "OrderedHashSet")

    @property
    def size(self) -> int:
        return self._ordered().live

    def entries(self) -> Iterator[Tuple[int, ...]]:
        """Tagged words of key and value (of a Set: the value) in insertion order."""
        return self._ordered().entries()


@view_of("JS_MAP_KEY_ITERATOR_TYPE", "JS_MAP_KEY_VALUE_ITERATOR_TYPE", "JS_MAP_VALUE_ITERATOR_TYPE",
         "JS_SET_KEY_VALUE_ITERATOR_TYPE", "JS_SET_VALUE_ITERATOR_TYPE")  # fmt: skip
class JSCollectionIterator(HeapObject):
    """What map.keys(), set.values() … give."""

    table = ObjectField()
    index = SmiField("number of the next entry in `table`")

    @property
    def is_map(self) -> bool:
        return "_MAP_" in self.type_name

    @property
    def is_entries(self) -> bool:
        """Does it give pairs?"""
        return "KEY_VALUE" in self.type_name

    def entries(self) -> Iterator[Tuple[int, ...]]:
        """What it has still to give, in the form of JSCollection.entries."""
        table, index = self.table, self.index
        if is_undefined(table):  # it has come to its end
            return
        kind = "OrderedHashMap" if self.is_map else "OrderedHashSet"
        for _ in range(limits.MAX_ARRAY):
            ordered = _Ordered(table, kind)
            if not ordered.is_obsolete:
                yield from ordered.entries(index)
                return
            index = 0 if ordered.deleted < 0 else index - ordered.removed_before(index)
            table = self.session.heap_object(ordered.first)


@view_of("JS_WEAK_MAP_TYPE", "JS_WEAK_SET_TYPE")
class JSWeakCollection(HeapObject):
    """A WeakMap or a WeakSet; its entries have no order."""

    table = ObjectField()

    @property
    def is_map(self) -> bool:
        return self.type_name == "JS_WEAK_MAP_TYPE"

    def entries(self) -> List[Tuple[int, ...]]:
        """Tagged words of key and value (of a WeakSet: the key), dead ones left out."""
        found: List[Tuple[int, ...]] = []
        for key, value in table_entries(self.table, "EphemeronHashTable"):
            if not is_smi(key) and not is_hole_word(self.session, key) and not is_undefined(self.session.value(key)):
                found.append((key, value) if self.is_map else (key,))
        return found


@view_of("JS_WEAK_REF_TYPE")
class JSWeakRef(HeapObject):
    """A WeakRef; `target` is undefined once it was collected."""

    target = Field()


# -- promises, generators, functions that wrap others ------------------------------------


@view_of("JS_PROMISE_TYPE")
class JSPromise(HeapObject):
    """A Promise (src/objects/js-promise.tq)."""

    reactions_or_result = Field("the result, or while pending the chain of PromiseReactions")
    flags = SmiField()

    @property
    def state(self) -> str:
        """One of "pending", "fulfilled", "rejected"."""
        number = self.session.layout.bits("JSPromise.flags", "status").of(self.flags)
        for name in ("pending", "fulfilled", "rejected"):
            if self.session.layout.constant("JSPromise", name) == number:
                return name
        raise Corrupt(f"promise {self.address:#x} has status {number}")

    @property
    def result(self) -> Value:
        """The value or the reason. Raises NotFound while it is pending."""
        if self.state == "pending":
            raise NotFound(f"promise {self.address:#x} is pending")
        return cast(Value, self.reactions_or_result)


@view_of("JS_GENERATOR_OBJECT_TYPE", "JS_ASYNC_FUNCTION_OBJECT_TYPE", "JS_ASYNC_GENERATOR_OBJECT_TYPE")
class JSGeneratorObject(HeapObject):
    """What a generator function returns, and the state of a suspended async function."""

    function = Field()
    context = Field()
    receiver = Field()
    input_or_debug_pos = Field()
    resume_mode = SmiField()
    continuation = SmiField("where to go on, or a constant of the group JSGeneratorObject")
    parameters_and_registers = Field()

    @property
    def state(self) -> str:
        """One of "suspended", "running", "closed"."""
        layout, at = self.session.layout, self.continuation
        if at == layout.constant("JSGeneratorObject", "closed"):
            return "closed"
        return "running" if at == layout.constant("JSGeneratorObject", "executing") else "suspended"


@view_of("JS_PROXY_TYPE")
class JSProxy(HeapObject):
    """A Proxy; both fields are null once it was revoked."""

    target = Field()
    handler = Field()


@view_of("JS_BOUND_FUNCTION_TYPE")
class JSBoundFunction(HeapObject):
    """What function.bind() gives."""

    bound_target_function = Field()
    bound_this = Field()
    bound_arguments = Field("a FixedArray")

    @property
    def arguments(self) -> Tuple[int, ...]:
        """The tagged words of the arguments that bind() was given. Raises Corrupt, Fault."""
        held = self.bound_arguments
        if not isinstance(held, HeapObject) or held.type_name != "FIXED_ARRAY_TYPE":
            raise Corrupt(f"the bound function at {self.address:#x} has lost its arguments")
        layout = self.session.layout
        length = smi(held.word(layout.offset("FixedArrayBase", "length")))
        if not 0 <= length <= limits.MAX_ARGUMENTS:
            raise Corrupt(f"the bound function at {self.address:#x} claims {length} arguments")
        return self.session.process.words(held.start + layout.offset("FixedArray", "data"), length)


@view_of("JS_WRAPPED_FUNCTION_TYPE")
class JSWrappedFunction(HeapObject):
    """A function of another ShadowRealm."""

    wrapped_target_function = Field()


@view_of("JS_PRIMITIVE_WRAPPER_TYPE", "JS_VALUE_TYPE")
class JSPrimitiveWrapper(HeapObject):
    """new Number(1), Object("text"), …"""

    value = Field()


# -- dates, regular expressions, modules -------------------------------------------------

_EPOCH = datetime(1970, 1, 1)


@view_of("JS_DATE_TYPE")
class JSDate(HeapObject):
    """A Date (src/objects/js-objects.tq)."""

    value = Field("milliseconds as a number")
    double_value = F64Field("the same in newer V8, without a box")

    @property
    def milliseconds(self) -> float:
        """Since 1970 in UTC, NaN for an invalid date."""
        if self.has("double_value"):
            return cast(float, self.double_value)
        value = self.value
        if isinstance(value, HeapNumber):
            return cast(float, value.value)
        return float(value) if isinstance(value, int) else math.nan

    @property
    def iso(self) -> str:
        """As toISOString() has it; "Invalid Date"."""
        when = self.milliseconds
        if when != when or abs(when) > 8.64e15:
            return "Invalid Date"
        days, rest = divmod(int(when), 86_400_000)
        # Python's years end at 9999: count in periods of 400 years, which all have 146,097 days
        periods, day = divmod(days, 146_097)
        date = _EPOCH + timedelta(days=day, milliseconds=rest)
        year = date.year + 400 * periods
        shown = f"{year:04}" if 0 <= year <= 9999 else f"{'-' if year < 0 else '+'}{abs(year):06}"
        return f"{shown}-{date:%m-%dT%H:%M:%S}.{date.microsecond // 1000:03}Z"


_FLAG_ORDER = (  # of RegExp.prototype.flags
    ("has_indices", "d"),
    ("global", "g"),
    ("ignore_case", "i"),
    ("linear", "l"),
    ("multiline", "m"),
    ("dot_all", "s"),
    ("unicode", "u"),
    ("unicode_sets", "v"),
    ("sticky", "y"),
)


@view_of("JS_REG_EXP_TYPE", "JS_REGEXP_TYPE")
class JSRegExp(HeapObject):
    """A regular expression (src/objects/js-regexp.tq)."""

    source = Field()
    flags = Field("a Smi, undefined before it was compiled")

    @property
    def source_text(self) -> str:
        source = self.source
        return text(source) if isinstance(source, String) else "(?:)"

    @property
    def flags_text(self) -> str:
        layout, flags = self.session.layout, self.flags
        if not isinstance(flags, int):
            return ""
        names = ((name, letter) for name, letter in _FLAG_ORDER if layout.has("JSRegExp.flags", name))
        return "".join(letter for name, letter in names if layout.bits("JSRegExp.flags", name).of(flags))


@view_of("JS_MODULE_NAMESPACE_TYPE", "JS_DEFERRED_MODULE_NAMESPACE_TYPE")
class JSModuleNamespace(HeapObject):
    """import * as namespace (src/objects/module.tq)."""

    module = ObjectField()

    def exports(self) -> List[Tuple[str, int]]:
        """(name, tagged word) of each export in the order of Object.keys; a hole is not initialized yet."""
        layout, found = self.session.layout, []
        table = self.session.heap_object(self.module.word(layout.offset("Module", "exports")))
        for key_word, value_word in table_entries(table, "ObjectHashTable"):
            key, cell = self.session.value(key_word), self.session.value(value_word)
            if isinstance(key, String) and isinstance(cell, Cell):
                found.append((text(key), cell.word(layout.offset("Cell", "value"))))
        # in JavaScript order, by UTF-16 code units
        return sorted(found, key=lambda each: each[0].encode("utf-16-be", "surrogatepass"))
