"""Which words of an object refer to others, and how strongly: what V8's body descriptors say, worked out from the
tables of classes (src/objects/objects-body-descriptors-inl.h).

The answer is one for all objects of a map: a code for each word of its head, then codes that repeat to its end.
"""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Tuple

from . import limits
from .classes import ROOT, FieldInfo, all_fields, class_of_type, is_a
from .errors import Corrupt
from .maps import Map
from .objects import HEAP_TAG, smi
from .properties import is_unboxed
from .session import Session

RAW = 0  # no reference
TAGGED = 1  # a tagged word, whose tag says whether it is weak
WEAK = 2  # a tagged word that keeps nothing alive, whatever its tag
KEY = 3  # of an ephemeron: weak
VALUE = 4  # of an ephemeron: kept alive while its key is
GUESS = 5  # a reference if an object begins where it leads
HANDLE = 6  # not tagged: a handle of the dispatch table, whose row has the Code

# Words whose type does not tell what they are. Of these types the map or the object itself says it, in ways that are
# not decoded: a word is taken for a reference when it is the tagged address where an object begins.
_GUESSED = (
    "PREPARSE_DATA_TYPE", "SMALL_ORDERED_HASH_MAP_TYPE", "SMALL_ORDERED_HASH_SET_TYPE",
    "SMALL_ORDERED_NAME_DICTIONARY_TYPE", "SWISS_NAME_DICTIONARY_TYPE", "WASM_ARRAY_TYPE", "WASM_STRUCT_TYPE",
    "WASM_DISPATCH_TABLE_TYPE", "WASM_DISPATCH_TABLE_FOR_IMPORTS_TYPE", "WASM_TRUSTED_INSTANCE_DATA_TYPE",
)
# Words that the tables of classes do not declare one by one
_TAILS: Dict[str, Tuple[int, ...]] = {
    "CLOSURE_FEEDBACK_CELL_ARRAY_TYPE": (TAGGED,),
    "COVERAGE_INFO_TYPE": (RAW,),
    "DOUBLE_STRING_CACHE_TYPE": (RAW, TAGGED),  # a number and its string
    "EMBEDDER_DATA_ARRAY_TYPE": (TAGGED,),  # pointers of the embedder are aligned: like Smis
    "EPHEMERON_HASH_TABLE_TYPE": (KEY, VALUE),
    "EXTERNAL_POINTER_ARRAY_TYPE": (RAW,),
    "HOLE_TYPE": (RAW,),
}
_NATIVE_CONTEXT = "NATIVE_CONTEXT_TYPE"
_RECEIVER = "JSReceiver"
_ADDED = 3  # JSObject::kFieldsAdded: less in a map's used_or_unused_… counts properties outside the object


class Slots(NamedTuple):
    """The codes of an object's words: those of its first words, then those that repeat to its end."""

    head: Tuple[int, ...]
    tail: Tuple[int, ...]  # never empty

    def code(self, word: int) -> int:
        if word < len(self.head):
            return self.head[word]
        return self.tail[(word - len(self.head)) % len(self.tail)]


class SlotTable:
    """The Slots of every map of one session."""

    def __init__(self, session: Session) -> None:
        self.session, self.layout = session, session.layout
        self.weak, self.unvisited = self.layout.names("WeakFields"), self.layout.names("UnvisitedFields")
        self._types: Dict[str, Slots] = {}
        places = {field.name: field.offset for field in all_fields(self.layout, "Map")}
        self._words = places["instance_size_in_words"]
        self._used = places["used_or_unused_instance_size_in_words"]
        self._first = places["inobject_properties_start_or_constructor_function_index"]

    def of_map(self, map_word: int, start: int) -> Slots:
        """The slots of the objects with a map; one is at the untagged `start`. Raises Corrupt, Fault, Unknown."""
        name = self.layout.type_name(self.session.instance_type(map_word))
        found = self.of_type(name)
        if name == _NATIVE_CONTEXT:
            return self._of_context(found, start)
        read = self.session.process.u8
        words = read(map_word - HEAP_TAG + self._words)
        if not words:
            return found
        if not is_a(self.layout, class_of_type(self.session, name), _RECEIVER) or name in _GUESSED:
            return Slots(tuple(found.code(word) for word in range(words)), (RAW,))
        first = read(map_word - HEAP_TAG + self._first) or words
        used = read(map_word - HEAP_TAG + self._used)
        codes = [found.code(word) for word in range(min(first, words))]
        codes += [TAGGED] * ((words if used < _ADDED else min(used, words)) - first)
        if self.layout.has("UnboxedDoubles", "layout_descriptor"):
            shape = Map(self.session, map_word)
            for index in range(len(codes) - first):
                if is_unboxed(shape, index):
                    codes[first + index] = RAW
        return Slots(tuple(codes), (RAW,))

    def of_type(self, name: str) -> Slots:
        """The slots of an instance type, its in-object properties aside."""
        if name not in self._types:
            self._types[name] = self._of_type(name)
        return self._types[name]

    def _of_context(self, found: Slots, start: int) -> Slots:
        """Of a native context: its last slots are lists of the collector's (src/objects/contexts.h)."""
        length = smi(self.session.process.u64(start + self.layout.offset("Context", "length")))
        if self.layout.has("Context.length", "length"):
            length = self.layout.bits("Context.length", "length").of(length)
        if not 0 < length <= limits.MAX_NATIVE_SLOTS:
            raise Corrupt(f"the native context at {start + HEAP_TAG:#x} has {length} slots")
        weak = self.layout.constant("NativeContext", "weak_slots")
        return Slots((*found.head, *[TAGGED] * (length - weak), *[WEAK] * weak), (RAW,))

    def _of_type(self, name: str) -> Slots:
        if name == "EPHEMERON_HASH_TABLE_TYPE":
            return Slots((TAGGED, *[RAW] * (self.layout.offset("HashTable", "elements") // 8 - 1)), _TAILS[name])
        cls = class_of_type(self.session, name)
        fields = [] if cls == ROOT else all_fields(self.layout, cls)
        if cls == ROOT or name in _GUESSED:
            return Slots((TAGGED, *self._head(fields, 8)[1:]), (GUESS,))
        repeated = [field for field in fields if field.repeated]
        end = min((field.offset for field in repeated), default=0)
        tail = _TAILS.get(name)
        if tail is None:
            # properties and slots of the embedder follow the fields of an object of JavaScript
            inside = is_a(self.layout, cls, _RECEIVER)
            tail = (TAGGED,) if inside or any(field.is_tagged for field in repeated) else (RAW,)
        return Slots(self._head(fields, end), tail)

    def _head(self, fields: List[FieldInfo], end: int) -> Tuple[int, ...]:
        """One code a word up to where the fields end, or the first repeated one begins at `end`."""
        codes = [TAGGED]
        for field in fields:
            if field.repeated or end and field.offset >= end:
                continue
            word = field.offset // 8
            codes += [RAW] * (word + 1 - len(codes))
            if field.is_tagged and f"{field.cls}.{field.name}" not in self.unvisited:
                codes[word] = WEAK if f"{field.cls}.{field.name}" in self.weak else TAGGED
            elif field.name == "dispatch_handle" and self.layout.has("JSDispatchTable", "handle_shift"):
                codes[word] = HANDLE
        return tuple(codes)
