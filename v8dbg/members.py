"""One step from a value to another: a property by its key, an element, an entry of a Map, a character.

Nothing is run. What a getter would compute is refused with the getter's address, unless it
is one of the language's own whose answer lies in memory (see known_getters).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import islice
from typing import Iterable, Iterator, List, Optional, Union

from . import known_getters, limits
from .buffers import JSTypedArray
from .containers import JSCollection, JSModuleNamespace, JSPrimitiveWrapper, JSProxy, JSWeakCollection
from .elements import Slot, is_hole_word
from .errors import Corrupt, Error, NotFound
from .jsnumbers import number_text
from .maps import map_of, prototype_chain
from .objects import HeapObject, is_smi, smi
from .primitives import BigInt, HeapNumber, MadeBigInt, is_hole, is_null, is_undefined
from .properties import Property, get, global_object, named_properties
from .scopes import Context, closure_variables
from .session import Session
from .strings import MadeString, String, Symbol, symbol_text, text

MAX_SUGGESTED_FROM = 20_000  # keys among which the nearest to a wrong one is looked for


@dataclass(frozen=True)
class SymbolKey:
    """A key that is a symbol, by its description: "Symbol.iterator", "kState"; "" is any that has none."""

    description: str


Key = Union[str, int, SymbolKey]


class Part:
    """Something on the way that is no value itself, such as a frame or the entries of a Map."""

    def member(self, key: Key) -> Found:
        raise NotImplementedError

    def whole(self) -> Slot:
        """The value that stands for it where the text ends here."""
        raise NotImplementedError


Found = Union[Slot, Part]


def key_text(key: Key) -> str:
    """A key as it is typed."""
    return f"[Symbol({key.description})]" if isinstance(key, SymbolKey) else str(key)


def no_such(what: str, name: str, known: Iterable[str]) -> NotFound:
    """The error of a wrong name, with the nearest right ones."""
    names = list(islice(known, MAX_SUGGESTED_FROM))
    close = difflib.get_close_matches(name, names, 3)
    if not close:
        close = [each for each in names if each.lower() == name.lower()][:3]
    return NotFound(what, f"nearest: {', '.join(close)}" if close else "")


def member(session: Session, found: Found, key: Key) -> Found:
    """What `found.key` is. Raises NotFound where it has none, and says what it has."""
    if isinstance(found, Part):
        return found.member(key)
    if isinstance(found, (int, float)):
        raise NotFound(f"the number {number_text(found)} has no properties of its own")
    if isinstance(found, HeapNumber):
        raise NotFound(f"the number {number_text(found.value)} has no properties of its own")
    if isinstance(found, String):
        return _of_string(found, key)
    if isinstance(found, Context):
        return _of_context(found, key)
    if found.type_name.startswith(("FIXED_", "HASH_TABLE", "ORDERED_HASH", "PROPERTY_ARRAY")):
        return _of_array(found, key)
    if is_undefined(found) or is_null(found) or is_hole(found):
        raise NotFound("undefined has no properties" if is_undefined(found) else "null has no properties")
    if isinstance(found, Symbol) and key == "description":
        return session.value(found.word(session.layout.offset("Symbol", "name")))
    return of_object(found, key)


def of_object(obj: HeapObject, key: Key) -> Slot:
    """A property of an object, its own or inherited."""
    if isinstance(obj, JSProxy):
        raise NotFound("it is a Proxy: its handler would have to run", "[[Target]] and [[Handler]] can be read")
    obj = global_object(obj)
    special = _special(obj, key)
    if special is not None:
        return special
    prop = find(obj, key)
    if prop is None:
        if map_of(obj).flag("has_named_interceptor"):
            raise NotFound("its properties come from C++ code, which would have to run", "`nodeinfo -e`: process.env")
        names = (name for name in all_names(obj) if name)
        raise no_such("no such property", key.description if isinstance(key, SymbolKey) else str(key), names)
    return known_getters.property_value(obj, prop)


def find(obj: HeapObject, key: Key) -> Optional[Property]:
    """The property of an object or of its prototypes."""
    for holder in prototype_chain(obj):
        if isinstance(holder, JSProxy):
            raise NotFound(f"its prototype {holder.address:#x} is a Proxy: its handler would have to run")
        holder = global_object(holder)
        found = _own_symbol(holder, key) if isinstance(key, SymbolKey) else _own(holder, str(key))
        if found is not None:
            return found
    return None


def _own(obj: HeapObject, name: str) -> Optional[Property]:
    if name.startswith("#"):
        return next((each for each in named_properties(obj) if each.is_private and each.name == name), None)
    return get(obj, name)


def _own_symbol(obj: HeapObject, key: SymbolKey) -> Optional[Property]:
    for each in named_properties(obj):
        if each.is_symbol and not each.is_private and each.name == key.description:
            return each
    return None


def all_names(obj: HeapObject) -> Iterator[str]:
    """Keys of an object and of its prototypes as text, private names and symbols too; unreadable ones left out."""
    for holder in prototype_chain(obj):
        if isinstance(holder, JSProxy):
            return
        if isinstance(holder, JSModuleNamespace):
            yield from (name for name, _ in holder.exports())
        for each in named_properties(global_object(holder)):
            try:
                yield each.name
            except Error:
                continue


def index_of(key: Key) -> Optional[int]:
    """The number of a key that is an array index, None of another."""
    if isinstance(key, int):
        return key
    if isinstance(key, str) and key.isascii() and key.isdigit() and str(int(key)) == key:
        return int(key)
    return None


def _special(obj: HeapObject, key: Key) -> Optional[Slot]:
    """Own properties that are stored in a way of their own; None where the key is none of them."""
    index = index_of(key)
    if isinstance(obj, JSTypedArray) and index is not None:
        if not 0 <= index < obj.length:
            raise NotFound(f"no such element: its length is {obj.length}")
        number = obj.value_at(index)
        return MadeBigInt(obj.session, number) if isinstance(number, int) and "BIG" in obj.kind else number
    if isinstance(obj, JSPrimitiveWrapper) and (index is not None or key == "length"):
        value = obj.value
        if isinstance(value, String) and (index is None or index < value.length):
            found = _of_string(value, key)
            return found if not isinstance(found, Part) else None
    if isinstance(obj, JSModuleNamespace):
        return _export(obj, key)
    return None


def _export(obj: JSModuleNamespace, key: Key) -> Optional[Slot]:
    for name, word in obj.exports():
        if name == key:
            if is_hole_word(obj.session, word):
                raise NotFound("this export is not initialized yet")
            return obj.session.value(word)
    return None


def _of_string(view: String, key: Key) -> Found:
    index = index_of(key)
    if key == "length":
        return int(view.length)
    if index is None:
        raise no_such("a string has no such property", key_text(key), ["length"])
    if not 0 <= index < view.length:
        raise NotFound(f"no such character: its length is {view.length}")
    units = text(view, index + 1).encode("utf-16-le", "surrogatepass")
    return MadeString(view.session, units[2 * index : 2 * index + 2].decode("utf-16-le", "surrogatepass"))


def _of_context(context: Context, key: Key) -> Found:
    """A variable that code in this context can see, or with a number a context of the chain."""
    index = index_of(key)
    if index is not None:
        chain = list(context.chain())
        if not 0 <= index < len(chain):
            raise NotFound(f"no such scope: there are {len(chain)}")
        return chain[index]
    return variable(context, key_text(key))


def variable(context: Context, name: str) -> Slot:
    """A closure variable by its name. Raises NotFound with those that there are."""
    seen: List[str] = []
    for each, word, _ in closure_variables(context):
        if each == name:
            return variable_value(context.session, word)
        seen.append(each)
    raise no_such("no such closure variable", name, seen)


def variable_value(session: Session, word: Union[int, float]) -> Slot:
    """What a variable's word stands for. Raises NotFound before its initialization."""
    if isinstance(word, float):
        return word
    if is_hole_word(session, word):
        raise NotFound("the variable is not initialized yet")
    return session.value(word)


def _of_array(view: HeapObject, key: Key) -> Found:
    """An element of one of V8's own arrays."""
    layout, index = view.session.layout, index_of(key)
    word = view.word(layout.offset("FixedArrayBase", "length"))
    length = smi(word) & 0x3FFFFFFF if is_smi(word) else -1
    if not 0 <= length <= limits.MAX_ARRAY:
        raise Corrupt(f"the array at {view.address:#x} has length word {word:#x}")
    if key == "length":
        return length
    if index is None or not 0 <= index < length:
        raise NotFound(f"no such element: its length is {length}")
    place = layout.offset("FixedArray", "data") + 8 * index
    if "DOUBLE" in view.type_name:
        return view.session.process.f64(view.start + place)
    return view.session.value(view.word(place))


# -- entries of collections ----------------------------------------------------------------


def same_value(value: Slot, key: Union[str, int, float, HeapObject, bool, None]) -> bool:
    """Is a key of a Map the one that was typed? A string by its characters, anything else by identity."""
    if isinstance(value, HeapNumber):
        value = value.value
    if isinstance(value, BigInt):
        return isinstance(key, MadeBigInt) and value.value == key.value
    if isinstance(key, str):
        return isinstance(value, String) and text(value, len(key) + 1) == key
    if isinstance(key, String):
        return isinstance(value, String) and text(value) == text(key)
    return value == key and isinstance(value, HeapObject) == isinstance(key, HeapObject)


@dataclass(frozen=True)
class Entry(Part):
    """One entry of a Map or a Set; where the text ends here, its value."""

    session: Session
    words: tuple[int, ...]

    def member(self, key: Key) -> Found:
        if key in ("key", 0) or key in ("value", 1):
            return self.session.value(self.words[0] if key in ("key", 0) else self.words[-1])
        raise NotFound("an entry has .key and .value")

    def whole(self) -> Slot:
        return self.session.value(self.words[-1])


@dataclass(frozen=True)
class Entries(Part):
    """[[Entries]] of a collection or of an iterator over one: by number, or by a key that is a string."""

    holder: HeapObject
    every: List[tuple[int, ...]]

    def member(self, key: Key) -> Found:
        if key == "length":
            return len(self.every)
        if isinstance(key, int):
            if not 0 <= key < len(self.every):
                raise NotFound(f"no such entry: there are {len(self.every)}")
            return Entry(self.holder.session, self.every[key])
        return entry(self.holder.session, self.every, key)

    def whole(self) -> Slot:
        return self.holder


def entry(session: Session, every: Iterable[tuple[int, ...]], key: Union[Key, HeapObject, float, None]) -> Slot:
    """The value of the entry with a key. Raises NotFound."""
    names: List[str] = []
    for words in every:
        try:
            found = session.value(words[0])
            if isinstance(key, SymbolKey):
                if isinstance(found, Symbol) and symbol_text(found) == f"Symbol({key.description})":
                    return session.value(words[-1])
            elif same_value(found, key):
                return session.value(words[-1])
            if isinstance(found, String) and len(names) < MAX_SUGGESTED_FROM:
                names.append(text(found, limits.MAX_KEY))
        except Error:
            continue
    raise no_such("no such key in it", key if isinstance(key, str) else "", names)


def map_get(session: Session, found: Found, key: Union[Key, HeapObject, float, None]) -> Slot:
    """What found.get(key) would give, of a Map or a WeakMap."""
    if not isinstance(found, (JSCollection, JSWeakCollection)):
        raise NotFound("only a Map or a WeakMap can be asked with .get(…): no code is run")
    return entry(session, found.entries(), key)
