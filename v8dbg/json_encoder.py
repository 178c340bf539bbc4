"""How one value becomes JSON: primitives, plain objects and arrays (see json_kinds for the other objects).

What JSON.stringify would give is given as it is. Anything else is an object with a member "$type",
listed in docs/json.md. The objects inside come later: json_walk goes over them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple, Type, TypeVar, Union

from . import constructors, limits
from .elements import Slot, Word, array_length, element_entries
from .errors import Error
from .externals import external_pointer
from .json_words import bigint_text, escape_key, hole, number_json, unreadable
from .object_rows import embedder_slots
from .objects import HeapObject, is_smi, smi
from .primitives import AccessorInfo, AccessorPair, BigInt, HeapNumber, Hole, Oddball, is_null, is_undefined
from .properties import Property, global_object, named_properties
from .scopes import Context
from .strings import String, Symbol, text

if TYPE_CHECKING:
    from .json_walk import Walk

_PRIMITIVES = (String, HeapNumber, Oddball, Hole, Symbol, BigInt)
_API = ("JS_API_OBJECT_TYPE", "JS_SPECIAL_API_OBJECT_TYPE")
_PLAIN = {"true": True, "false": False, "null": None}

Json = Any
Encode = Callable[["Place", Any], Json]
Item = TypeVar("Item")
_ENCODERS: Dict[Type[HeapObject], Encode] = {}


@dataclass(frozen=True)
class Bounds:
    """What may be left out: None is no bound but those of `limits`."""

    depth: Optional[int] = None  # objects inside each other
    length: Optional[int] = None  # elements or entries of each
    string: Optional[int] = None  # characters of each string
    addresses: bool = False  # with the address of every object


def encodes(cls: Type[HeapObject]) -> Callable[[Encode], Encode]:
    """Function decorator: it gives the JSON of objects of that view class."""

    def register(encode: Encode) -> Encode:
        _ENCODERS[cls] = encode
        return encode

    return register


def is_object(view: HeapObject) -> bool:
    """Is it what JavaScript calls an object: not a primitive, and nothing of V8's own?"""
    # src/objects/instance-type.h: the receivers come last, and a proxy is the first of them
    return view.instance_type >= view.session.layout.type("JS_PROXY_TYPE")


Chain = Optional[Tuple[int, Any]]  # an object's address and the chain of what holds it


class Place:
    """One object being made JSON: what its encoder calls."""

    def __init__(self, walk: Walk, depth: int, nest: int, chain: Chain) -> None:
        self._walk, self.depth, self._nest, self._chain = walk, depth, nest, chain
        self.session, self.bounds = walk.session, walk.bounds

    # -- what encoders put into their JSON ------------------------------------------------

    def tagged(self, kind: str, view: HeapObject, usual: Optional[str] = None) -> Dict[str, Json]:
        """The start of a tagged object: its kind, and its class where that is not the usual one."""
        made: Dict[str, Json] = {"$type": kind}
        if self.bounds.addresses:
            made["address"] = f"{view.address:#x}"
        if usual is not None:
            try:
                name = self._walk.class_of(view)
            except Error as error:
                made["class"] = unreadable(error)
            else:
                if name != usual:
                    made["class"] = name
        return made

    def put(self, container: Any, key: Any, word: Word, deeper: int = 2) -> None:
        """Puts the JSON of a tagged word (or a double) at a key of a list or a dict, now or later.

        `deeper`: how many objects and lists of JSON lie between this object's and the value's."""
        self._walk.spend(1)
        if isinstance(word, float):
            container[key] = number_json(word)
        elif is_smi(word):
            container[key] = smi(word)
        else:
            try:
                self._put_view(container, key, self.session.heap_object(word), deeper)
            except Error as error:
                container[key] = unreadable(error, word)

    def put_slot(self, container: Any, key: Any, value: Slot, deeper: int = 2) -> None:
        """The same for a Python number or a view."""
        self._walk.spend(1)
        if isinstance(value, HeapObject):
            try:
                self._put_view(container, key, value, deeper)
            except Error as error:
                container[key] = unreadable(error, value.address)
        else:
            container[key] = number_json(value)

    def _put_view(self, container: Any, key: Any, view: HeapObject, deeper: int) -> None:
        if not isinstance(view, _PRIMITIVES) and is_object(view):
            container[key] = None  # keeps the order of a dict's keys
            entry = (container, key, global_object(view), self.depth + 1, self._nest + deeper, self._chain)
            self._walk.waiting.append(entry)
        else:
            container[key] = self._primitive(view)

    def bounded(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """As many as the bounds allow."""
        most = max(min(self._room, total), 0)
        for number, item in enumerate(items):
            if number >= most or self._walk.values <= 0:
                return
            yield item

    @property
    def _room(self) -> int:
        room = max(self._walk.values, 0)
        return room if self.bounds.length is None else min(room, self.bounds.length)

    def more(self, made: List[Json], total: int, shown: Optional[int] = None) -> List[Json]:
        """Adds how many of `total` were left out."""
        left = total - (len(made) if shown is None else shown)
        if left > 0:
            made.append({"$type": "more", "count": left})
        return made

    def text(self, view: String) -> Json:
        """A string; where it is cut {"$type": "string"}."""
        length, walk = view.length, self._walk
        most = max(min(limits.MAX_STRING, walk.characters), 64)
        if self.bounds.string is not None:
            most = min(most, self.bounds.string)
        shown = text(view, most) if length > most else text(view)
        walk.characters -= len(shown)
        walk.spend(len(shown) // 16)
        if length <= most:
            return shown
        return {"$type": "string", "value": shown, "length": length, "address": f"{view.address:#x}"}

    # -- values ----------------------------------------------------------------------------

    def _primitive(self, view: HeapObject) -> Json:
        if isinstance(view, String):
            return self.text(view)
        if isinstance(view, HeapNumber):
            return number_json(view.value)
        if isinstance(view, (Oddball, Hole)):
            name = view.name
            if name in _PLAIN:
                return _PLAIN[name]
            known = {"the_hole": "hole", "undefined": "undefined"}.get(name)
            return {"$type": known} if known else {"$type": "internal", "kind": name, "address": f"{view.address:#x}"}
        if isinstance(view, Symbol):
            return self.symbol(view)
        if isinstance(view, BigInt):
            return {"$type": "bigint", "value": bigint_text(view.value)}
        return {"$type": "internal", "kind": view.type_name, "address": f"{view.address:#x}"}

    def symbol(self, view: Symbol) -> Json:
        name = view.name
        return {"$type": "symbol", "description": self.text(name)} if isinstance(name, String) else {"$type": "symbol"}

    def object(self, view: HeapObject) -> Json:
        encode = _ENCODERS.get(type(view))
        if encode is not None:
            return encode(self, view)
        kind = view.type_name
        if kind == "JS_ARRAY_TYPE":
            return self._array(view)
        for name, by_name in BY_TYPE_NAME.items():
            if name in kind:
                return by_name(self, view)
        if constructors.is_callable(view):
            return BY_TYPE_NAME["_FUNCTION_"](self, view)
        return self._plain(view)

    def _plain(self, view: HeapObject) -> Json:
        """An object with nothing inside but its properties."""
        made: Dict[str, Json] = {}
        try:
            name = self._walk.class_of(view)
            pointer = external_pointer(view) if name != "Object" else None
        except Error as error:
            made["$class"] = unreadable(error)
        else:
            if pointer is not None:
                return {**self.tagged("External", view), "pointer": f"{pointer:#x}"}
            if name != "Object":
                made["$class"] = name
        if self.bounds.addresses:
            made["$address"] = f"{view.address:#x}"
        extra: Dict[str, Json] = {}
        for index, word in self._elements(view, made):
            self.put(made, str(index), word, 1)
        self.properties(view, made, extra, 1)
        for each, value in extra.items():
            made["$" + each] = value
        if view.type_name in _API:
            self._embedder(view, made)
        return made

    def _embedder(self, view: HeapObject, made: Dict[str, Json]) -> None:
        """What C++ keeps in an object that it made: pointers mostly."""
        try:
            words = [f"{word:#x}" for _, word in embedder_slots(view)]
        except Error as error:
            made["$embedder"] = unreadable(error)
        else:
            if words:
                made["$embedder"] = words

    def _elements(self, view: HeapObject, made: Dict[str, Json]) -> Iterator[Tuple[int, Word]]:
        try:
            entries = element_entries(view)
            for number, (index, word, attributes) in enumerate(entries):
                if number >= self._room:
                    made["$more"] = 1 + sum(1 for _ in entries)
                    return
                if not attributes & self.session.layout.constant("PropertyDetails", "dont_enum"):
                    yield index, word
        except Error as error:
            made["$unreadable"] = str(error)

    def properties(self, view: HeapObject, made: Dict[str, Json], extra: Dict[str, Json], deeper: int = 2,
                   skip: Tuple[str, ...] = ()) -> None:  # fmt: skip
        """Puts the enumerable named properties into `made`; symbol keys and #private ones into `extra`."""
        try:
            left = 0
            for prop in named_properties(view):
                if self._walk.values > 0:
                    self._property(prop, made, extra, deeper, skip)
                elif prop.enumerable:
                    left += 1
            if left:
                made["$more"] = left
        except Error as error:
            extra["unreadable"] = str(error)

    def _property(self, prop: Property, made: Dict[str, Json], extra: Dict[str, Json], deeper: int,
                  skip: Tuple[str, ...]) -> None:  # fmt: skip
        try:
            if prop.is_symbol:
                self._symbol_property(prop, extra, deeper)
                return
            name = escape_key(prop.name)
        except Error as error:
            made[f"$unreadable {prop.key_word:#x}"] = unreadable(error, prop.key_word)
            return
        if prop.enumerable and name not in skip:
            self.put_property(made, name, prop, deeper)

    def _symbol_property(self, prop: Property, extra: Dict[str, Json], deeper: int) -> None:
        key = prop.key
        assert isinstance(key, Symbol)
        if key.is_private_name:
            word = prop.word
            value = None if isinstance(word, float) else prop.session.value(word)
            if not isinstance(value, Context):  # the brand of a class with private methods, which is no field
                self.put_property(extra.setdefault("private", {}), prop.name, prop, deeper + 1)
        elif not key.is_private and prop.enumerable:
            pair = [self.symbol(key), None]
            extra.setdefault("symbols", []).append(pair)
            self.put_property(pair, 1, prop, deeper + 2)

    def put_property(self, container: Any, key: Any, prop: Property, deeper: int = 2) -> None:
        """Puts the JSON of a property's value; of an accessor its functions."""
        try:
            word = prop.word
            value = None if isinstance(word, float) or is_smi(word) else prop.session.heap_object(word)
            if isinstance(value, (AccessorPair, AccessorInfo)):
                container[key] = self._accessor(value, deeper)
            else:
                self.put(container, key, word, deeper)
        except Error as error:
            container[key] = unreadable(error)

    def _accessor(self, value: Union[AccessorPair, AccessorInfo], deeper: int) -> Json:
        made: Dict[str, Json] = {"$type": "accessor"}
        if isinstance(value, AccessorInfo):
            return {**made, "native": True}
        for name, each in (("get", value.getter), ("set", value.setter)):
            if not is_null(each) and not is_undefined(each):
                self.put_slot(made, name, each, deeper + 1)
        return made

    def extra(self, made: Dict[str, Json], view: HeapObject, indexed: bool = False,
              skip: Tuple[str, ...] = ()) -> Dict[str, Json]:  # fmt: skip
        """Adds what a tagged object has beside its contents: "properties", "symbols", "private"."""
        found: Dict[str, Json] = {}
        extra: Dict[str, Json] = {}
        if indexed:
            for index, word in self._elements(view, found):
                self.put(found, str(index), word, 2)
        self.properties(view, found, extra, 2, skip)
        if found:
            made["properties"] = found
        made.update(extra)
        return made

    # -- arrays ----------------------------------------------------------------------------

    def items(self, view: HeapObject, length: int, deeper: int) -> List[Json]:
        """Elements with an index, runs of holes between them: to the bounds such a run is one element."""
        made: List[Json] = []
        following, room = 0, self._room
        try:
            for index, word, _ in element_entries(view):
                if index >= length or len(made) >= room or self._walk.values <= 0:
                    break
                if index > following:
                    made.append(hole(index - following))
                    following = index
                    if len(made) >= room:
                        break
                made.append(None)
                self._item(made, word, deeper)
                following = index + 1
            else:
                if length > following and len(made) < room:
                    made.append(hole(length - following))
                    following = length
        except Error as error:
            made.append(unreadable(error))
            return made
        return self.more(made, length, following)

    def _item(self, made: List[Json], word: Word, deeper: int) -> None:
        if not isinstance(word, float) and not is_smi(word):
            try:
                value = self.session.heap_object(word)
                if isinstance(value, (AccessorPair, AccessorInfo)):
                    made[-1] = self._accessor(value, deeper)
                    return
            except Error:
                pass  # put says what is wrong with it
        self.put(made, len(made) - 1, word, deeper)

    def _array(self, view: HeapObject) -> Json:
        items = self.items(view, array_length(view), 1)
        made = self.extra(self.tagged("Array", view, "Array"), view)
        if len(made) == 1:
            return items
        rest = {key: made.pop(key) for key in list(made) if key not in ("$type", "address", "class")}
        return {**made, "items": items, **rest}


# part of an instance type's name: who encodes such objects. json_kinds fills it.
BY_TYPE_NAME: Dict[str, Encode] = {}
