"""Scopes: ScopeInfo, which says what variables a scope has, and Context, which holds their values.

src/objects/scope-info.tq (before V8 9: scope-info.h) and src/objects/contexts.h. The
variable part of a ScopeInfo differs between versions; its order is data, the list
"ScopeInfo.parts" of the layout.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Optional, Tuple, Union

from .errors import Corrupt, Error
from .limits import MAX_ARRAY, MAX_CONTEXTS
from .objects import Field, HeapObject, SmiField, Value, is_smi, smi, view_of
from .strings import String, text


@view_of("SCOPE_INFO_TYPE")
class ScopeInfo(HeapObject):
    """What the parser knew of one scope."""

    __slots__ = ("_flags", "_parts")

    _flags: int
    _parts: Dict[str, Tuple[int, int]]

    parameter_count = SmiField()
    context_local_count = SmiField()

    @property
    def flags(self) -> int:
        """The word of flags: a Smi, or 32 bits since V8 13."""
        try:
            return self._flags
        except AttributeError:
            pass
        layout = self.session.layout
        if self.is_nothing:
            self._flags = 0
        elif layout.has("ScopeInfo", "raw_flags"):
            self._flags = self.session.process.u32(self.start + layout.offset("ScopeInfo", "raw_flags"))
        else:
            word = self.word(layout.offset("ScopeInfo", "flags"))
            if not is_smi(word):
                raise Corrupt(f"the flags of the ScopeInfo at {self.address:#x} are no Smi")
            self._flags = smi(word) & 0xFFFFFFFF
        return self._flags

    def flag(self, name: str) -> int:
        """A bit field of `flags`, 0 where this V8 has no such field."""
        layout = self.session.layout
        return layout.bits("ScopeInfo.flags", name).of(self.flags) if layout.has("ScopeInfo.flags", name) else 0

    @property
    def is_nothing(self) -> bool:
        """Is it an empty array, which stood for "no scope info" while a ScopeInfo was an array (before V8 9)?"""
        layout = self.session.layout
        if not layout.has("ScopeInfo", "length"):
            return False
        return smi(self.word(layout.offset("ScopeInfo", "length"))) == 0

    @property
    def is_empty(self) -> bool:
        return self.is_nothing or bool(self.flag("is_empty"))

    @property
    def scope_type(self) -> str:
        """Such as FUNCTION_SCOPE."""
        names, number = self.session.layout.names("ScopeType"), self.flag("scope_type")
        if number >= len(names):
            raise Corrupt(f"the ScopeInfo at {self.address:#x} has scope type {number}")
        return names[number]

    @property
    def function_kind(self) -> str:
        """Such as kAsyncArrowFunction: src/objects/function-kind.h."""
        names, number = self.session.layout.names("FunctionKind"), self.flag("function_kind")
        if number >= len(names):
            raise Corrupt(f"the ScopeInfo at {self.address:#x} has function kind {number}")
        return names[number]

    def _places(self) -> Dict[str, Tuple[int, int]]:
        """Part -> (offset, words), of the parts that this one has."""
        try:
            return self._parts
        except AttributeError:
            pass
        if self.is_nothing:
            self._parts = {}
            return self._parts
        count = self.context_local_count
        if not 0 <= count <= MAX_ARRAY:
            raise Corrupt(f"the ScopeInfo at {self.address:#x} claims {count} variables")
        known = self.session.layout.derived("ScopeInfo.places")
        found: Optional[Dict[str, Tuple[int, int]]] = known.get((self.flags, count))
        if found is None:
            found = self._find_places(count)
            if "module_variable_count" not in found:  # all else follows from these two
                known[self.flags, count] = found
        self._parts = found
        return found

    def _find_places(self, count: int) -> Dict[str, Tuple[int, int]]:
        layout = self.session.layout
        found: Dict[str, Tuple[int, int]] = {}
        at = layout.offset("ScopeInfo", "parts")
        for part in layout.names("ScopeInfo.parts"):
            words = self._words_of(part, count, found)
            if words:
                found[part.rstrip("?")] = (at, words)
            at += 8 * words
        return found

    def _words_of(self, part: str, count: int, found: Dict[str, Tuple[int, int]]) -> int:
        """Words of one part; a name with "?" is a part that only some ScopeInfos have."""
        layout = self.session.layout
        is_module = not self.is_empty and self.scope_type == "MODULE_SCOPE"
        hashed = "context_local_names_hashtable?" in layout.names("ScopeInfo.parts")
        inlined = not hashed or count < layout.constant("ScopeInfo", "max_inlined_local_names")
        if part in ("module_variable_count?", "module_info?"):
            return int(is_module)
        if part == "context_local_names":
            return count if inlined else 0
        if part == "context_local_names_hashtable?":
            return int(not inlined)
        if part == "context_local_infos":
            return count
        if part == "receiver_info?":  # before V8 9: where `this` is
            where = (layout.constant("ScopeInfo", "variable_stack"), layout.constant("ScopeInfo", "variable_context"))
            return int(self.flag("receiver_variable") in where)
        if part == "function_variable_info?":
            return 2 * (self.flag("function_variable") != layout.constant("ScopeInfo", "variable_none"))
        if part == "position_info":
            return 2
        if part == "position_info?":
            return 2 * (not self.is_empty and self.scope_type in layout.names("ScopeInfo.positioned"))
        if part == "module_variables":
            place = found.get("module_variable_count")
            return 3 * smi(self.word(place[0])) if place else 0
        if part == "unused_parameter_bits?":
            return int(self.scope_type == "FUNCTION_SCOPE")
        if part == "dependent_code?":
            return self.flag("sloppy_eval_can_extend_vars")
        return self.flag("has_" + part.replace("_info?", "").rstrip("?")) or self.flag("has_" + part.rstrip("?"))

    def _part(self, name: str, index: int = 0) -> Optional[int]:
        """A word of a part, None where the part is missing."""
        place = self._places().get(name)
        return self.word(place[0] + 8 * index) if place and index < place[1] else None

    def _value(self, name: str, index: int = 0) -> Optional[Value]:
        word = self._part(name, index)
        return None if word is None else self.session.value(word)

    @property
    def size(self) -> int:
        """Bytes of the whole object. Raises Corrupt."""
        start = self.session.layout.offset("ScopeInfo", "parts")
        return max([start, *(at + 8 * words for at, words in self._places().values())])

    @property
    def function_name(self) -> str:
        """The name in the source, "" where it has none."""
        found = self._value("function_variable_info")
        return text(found) if isinstance(found, String) else ""

    @property
    def has_shared_name(self) -> bool:
        """False where the function's name is a property of each closure (SharedFunctionInfo::kNoSharedNameSentinel)."""
        word = self._part("function_variable_info")
        return word is None or not is_smi(word)

    @property
    def inferred_name(self) -> str:
        """The name that the parser guessed from where the function was assigned, "" where it did not."""
        found = self._value("inferred_function_name")
        return text(found) if isinstance(found, String) else ""

    @property
    def positions(self) -> Optional[Tuple[int, int]]:
        """(start, end) in the script's source, None where the scope has none."""
        start, end = self._part("position_info"), self._part("position_info", 1)
        if start is None or end is None or self.is_empty:
            return None
        if not is_smi(start) or not is_smi(end):
            raise Corrupt(f"the positions of the ScopeInfo at {self.address:#x} are no Smis")
        return smi(start), smi(end)

    @property
    def outer(self) -> Optional[ScopeInfo]:
        found = self._value("outer_scope_info")
        return found if isinstance(found, ScopeInfo) else None

    @property
    def first_slot(self) -> int:
        """Index of the first variable in a context of this scope."""
        layout = self.session.layout
        extended = not layout.has("ScopeInfo.flags", "has_context_extension_slot")
        if extended or self.flag("has_context_extension_slot"):
            return layout.constant("Context", "min_extended_slots")
        return layout.constant("Context", "min_slots")

    def locals(self) -> List[Tuple[str, int]]:
        """(name, slot in the context) of every variable that lives in a context, the function's own name last."""
        count, first = (0, 0) if self.is_nothing else (self.context_local_count, self.first_slot)
        found: List[Tuple[str, int]] = []
        if "context_local_names_hashtable" in self._places():
            found = sorted(self._hashed_names(first), key=lambda pair: pair[1])
        else:
            for index in range(count):
                name = self._value("context_local_names", index)
                if not isinstance(name, String):
                    raise Corrupt(f"variable {index} of the ScopeInfo at {self.address:#x} has no name")
                found.append((text(name), first + index))
        if self.flag("function_variable") == self.session.layout.constant("ScopeInfo", "variable_context"):
            slot = self._part("function_variable_info", 1)
            if slot is not None and is_smi(slot):
                found.append((self.function_name, smi(slot)))
        return found

    def _hashed_names(self, first: int) -> Iterator[Tuple[str, int]]:
        """Names in a NameToIndexHashTable (src/objects/name-to-index-hashtable.h): scopes with many variables."""
        layout, process = self.session.layout, self.session.process
        table = self._value("context_local_names_hashtable")
        if not isinstance(table, HeapObject):
            raise Corrupt(f"the ScopeInfo at {self.address:#x} has lost its names")
        capacity = smi(table.word(layout.offset("HashTable", "capacity")))
        if not 0 <= capacity <= MAX_ARRAY:
            raise Corrupt(f"the hash table at {table.address:#x} claims {capacity} entries")
        words = process.words(table.start + layout.offset("HashTable", "elements"), 2 * capacity)
        for key, index in zip(words[::2], words[1::2]):
            name = self.session.value(key)
            if isinstance(name, String):
                yield text(name), first + smi(index)

    def module_variables(self) -> Iterator[Tuple[str, int]]:
        """(name, cell) of a module's variables that are exported (cell > 0) or imported (cell < 0)."""
        place = self._places().get("module_variables")
        if place is None:
            return
        words = self.session.process.words(self.start + place[0], place[1])
        for name, index in zip(words[::3], words[1::3]):
            value = self.session.value(name)
            if isinstance(value, String) and is_smi(index):
                yield text(value), smi(index)


@view_of("CONTEXT_TYPE")
class Context(HeapObject):
    """The variables of one activation of a scope, or the native context, which all chains end in."""

    __slots__ = ()

    scope_info = Field()
    previous = Field()

    @property
    def length(self) -> int:
        """How many slots it has, the fixed ones included."""
        layout = self.session.layout
        word = self.word(layout.offset("Context", "length"))
        if not is_smi(word):
            raise Corrupt(f"Context.length of {self.address:#x} is not a Smi: {word:#x}")
        if layout.has("Context.length", "length"):
            return layout.bits("Context.length", "length").of(smi(word))
        return smi(word)

    @property
    def is_native(self) -> bool:
        return self.type_name == "NATIVE_CONTEXT_TYPE"

    @property
    def has_extension(self) -> bool:
        """Has it an extension slot: the object of `with`, the module, the generator of an await closure?"""
        layout = self.session.layout
        if not layout.has("ScopeInfo.flags", "has_context_extension_slot"):
            return True
        scope = self.scope_info
        return isinstance(scope, ScopeInfo) and bool(scope.flag("has_context_extension_slot"))

    @property
    def extension(self) -> Value:
        """What is in the extension slot. Raises Corrupt where there is none."""
        if not self.has_extension:
            raise Corrupt(f"the context at {self.address:#x} has no extension")
        return self.session.value(self.word(self.session.layout.offset("Context", "extension")))

    def slot(self, index: int) -> int:
        """The tagged word of a slot, counted from scope_info, which is slot 0."""
        length = self.length
        if not 0 <= index < length:
            raise Corrupt(f"the context at {self.address:#x} has no slot {index}: it has {length}")
        return self.word(self.session.layout.offset("Context", "elements") + 8 * index)

    def slots(self) -> Tuple[int, ...]:
        """The tagged words of its variables (without scope_info, previous and extension)."""
        layout = self.session.layout
        first = layout.constant("Context", "min_extended_slots" if self.has_extension else "min_slots")
        length = self.length
        if not 0 <= length <= MAX_ARRAY:
            raise Corrupt(f"the context at {self.address:#x} claims {length} slots")
        start = self.start + layout.offset("Context", "elements") + 8 * first
        return self.session.process.words(start, max(length - first, 0))

    def chain(self) -> Iterator[Context]:
        """This context and those around it, the native context last."""
        context: Value = self
        for _ in range(MAX_CONTEXTS):
            if not isinstance(context, Context):
                return
            yield context
            if context.is_native:
                return
            context = context.previous
        raise Corrupt(f"the contexts around {self.address:#x} do not end")


def is_synthetic(name: str) -> bool:
    """Was the variable made by the compiler? ScopeInfo::VariableIsSynthetic in src/objects/scope-info.cc."""
    return not name or name[0] in ".#" or name == "this"


Variable = Union[int, float]


def closure_variables(context: Context) -> Iterator[Tuple[str, Variable, int]]:
    """(name, what it holds, depth) of every variable that a function with this context can see, nearest scope first.

    What it holds is a tagged word, or a Python float where V8 keeps the number unboxed.

    The word of one that is not initialised yet is the hole. Stops at the native context:
    what is global is no closure variable. Raises Corrupt, Fault."""
    for depth, each in enumerate(context.chain()):
        if each.is_native:
            return
        scope = each.scope_info
        if not isinstance(scope, ScopeInfo):
            raise Corrupt(f"the context at {each.address:#x} has no ScopeInfo")
        for name, slot in scope.locals():
            if not is_synthetic(name) and slot < each.length:
                yield name, context_word(each, slot), depth
        if not scope.is_empty and scope.scope_type == "MODULE_SCOPE":
            yield from ((name, word, depth) for name, word in _module_variables(each, scope))


def context_word(context: Context, slot: int) -> Variable:
    """What a variable holds: a tagged word, or a number that V8 keeps unboxed in a ContextCell (V8 14)."""
    word = context.slot(slot)
    session, layout = context.session, context.session.layout
    if is_smi(word) or not layout.has("ContextCell", "state"):
        return word
    try:
        cell = session.heap_object(word)
    except Error:  # whoever shows the word will say that it is broken; the other variables go on
        return word
    if cell.type_name != "CONTEXT_CELL_TYPE":
        return word
    state = session.process.u32(cell.start + layout.offset("ContextCell", "state"))
    unboxed = cell.start + layout.offset("ContextCell", "double_value")
    if state == layout.constant("ContextCell", "int32"):
        return float(session.process.i32(unboxed))
    if state == layout.constant("ContextCell", "float64"):
        return session.process.f64(unboxed)
    return cell.word(layout.offset("ContextCell", "tagged_value"))


def _module_variables(context: Context, scope: ScopeInfo) -> Iterator[Tuple[str, int]]:
    """Exported and imported variables, which live in the module's cells (src/objects/source-text-module.h)."""
    module, layout = context.extension, context.session.layout
    if not isinstance(module, HeapObject):
        raise Corrupt(f"the module context at {context.address:#x} has no module")
    data, cls = layout.offset("FixedArray", "data"), "SourceTextModule"
    if not layout.has(cls, "regular_exports"):  # before V8 7.7 there is one kind of modules
        cls = "Module"
    for name, cell in scope.module_variables():
        if is_synthetic(name):
            continue
        field = "regular_exports" if cell > 0 else "regular_imports"
        cells = context.session.heap_object(module.word(layout.offset(cls, field)))
        box = context.session.heap_object(cells.word(data + 8 * (abs(cell) - 1)))
        yield name, box.word(layout.offset("Cell", "value"))
