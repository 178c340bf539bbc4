"""A value as util.inspect prints it, from memory alone: the walk over it and what all kinds share.

The order of questions and the rules of layout are those of Node 26, lib/internal/util/inspect.js
(formatValue, formatRaw, formatProperty), for every Node: see docs/jsprint.md for what is added.
Objects inside each other are kept on a list of our own, not on Python's stack. What cannot be read is
`<unreadable 0x…>` in its place: this is one of the three places where errors.Error is caught.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Callable, Dict, Generator, Iterable, Iterator, List, Optional, Set, Type, Union

from . import jsnumbers, limits, printer_layout
from .elements import Slot, Word, element_entries
from .errors import Error, Fault
from .objects import HeapObject, is_smi, smi
from .preview_line import is_object
from .primitives import AccessorInfo, AccessorPair, BigInt, HeapNumber, Hole, Oddball
from .printer_names import Names, Naming
from .properties import Property, accessor_text, global_object, named_properties
from .quoting import escape, name_text
from .session import Session
from .strings import String, Symbol, symbol_text, text

# A walk over one object: it yields the walks over what lies inside, and is sent their texts
Steps = Generator[Any, str, str]
Shown = Union[str, Steps]
Body = Generator[Any, str, None]
Entry = Union[Property, str]  # a property, or a text that stands for ones that cannot be read


@dataclass(frozen=True)
class Options:
    """math.inf is no bound but those of `limits`."""

    depth: float = 2  # objects inside each other
    elements: float = 100  # of each array, typed array, Map, Set; bytes of an ArrayBuffer
    characters: float = 200  # of each string
    buffer_bytes: float = 50  # of each Buffer (buffer.INSPECT_MAX_BYTES)
    addresses: bool = False  # the address of every object and string before it
    plain: bool = False  # without what v8dbg adds to util.inspect's text


@dataclass
class Shape:
    """What is special about the text of one kind of object."""

    start: str = "{"
    end: str = "}"
    base: str = ""  # what stands before the braces, and alone where there is nothing to put into them
    alone: Optional[str] = None  # the whole text where there are no properties
    body: Optional[Callable[[List[str], int], Body]] = None  # appends what comes before the properties
    keys: Optional[Iterable[Entry]] = None  # the properties, where they are not all that are enumerable
    folded: Optional[str] = None  # the whole text where it lies too deep
    array: bool = False  # may its entries be put into columns?
    numbers: int = 0  # how many of the elements from the first one on are numbers
    added: List[Callable[[List[str], int], Body]] = field(default_factory=list)  # what util.inspect does not show


_OBJECT = 200  # characters that an object counts at least
Kind = Callable[["Printer", Any, Names], Shape]
_KINDS: Dict[Type[HeapObject], Kind] = {}


def prints(*classes: Type[HeapObject]) -> Callable[[Kind], Kind]:
    """Function decorator: it says what is special about objects of these view classes."""

    def register(kind: Kind) -> Kind:
        _KINDS.update(dict.fromkeys(classes, kind))
        return kind

    return register


def unreadable(error: Error, address: int = 0) -> str:
    where = error.address if isinstance(error, Fault) else address
    return f"<unreadable {where:#x}>" if where else "<unreadable>"


class Printer:
    """Prints values of one session with the same options. Remembers names: not for a target that runs on."""

    def __init__(self, session: Session, options: Options) -> None:
        self.session = session
        self.options = options
        self.depth = options.depth
        self.naming = Naming()
        self.error_maps: Dict[int, bool] = {}  # map: do its objects inherit from Error.prototype?
        self.indentation = 0
        self._innermost = 0  # how deep the object lies that was entered last
        self._seen: List[int] = []  # addresses of the objects that we are inside of
        self._circular: Dict[int, int] = {}  # address: number of the <ref *n>
        self._printed = 0
        self._key_texts: Dict[int, str] = {}  # key word: its text, "" where such properties are not shown
        self._private: Set[int] = set()  # key words of #private fields
        self._not_enumerable = session.layout.constant("PropertyDetails", "dont_enum")

    @property
    def at_top(self) -> bool:
        """Is it the value itself that is printed, not one inside it?"""
        return not self._seen

    # -- the walk

    def text(self, value: Slot) -> str:
        """The text of one value, over as many lines as it needs."""
        self.indentation = self._innermost = 0
        self._circular = {}
        shown = self.start(value, 0)
        return shown if isinstance(shown, str) else self._run(shown)

    def _run(self, first: Steps) -> str:
        waiting = [(first, self.indentation, len(self._seen))]
        result: Any = None
        while waiting:
            steps, indentation, seen = waiting[-1]
            try:
                inner = steps.send(result)
            except StopIteration as stop:
                waiting.pop()
                result = stop.value
            except Error as error:
                waiting.pop()
                self.indentation = indentation
                del self._seen[seen:]
                result = unreadable(error)
            else:
                if len(self._seen) >= limits.MAX_PRINTED_DEPTH:
                    inner.close()
                    self.session.warn(f"objects more than {limits.MAX_PRINTED_DEPTH} levels deep are left out")
                    result = "[…]"
                else:
                    waiting.append((inner, self.indentation, len(self._seen)))
                    result = None
        return str(result)

    def start_word(self, word: Word, times: int) -> Shown:
        """As `start`, of a tagged word or a double."""
        if isinstance(word, float):
            return jsnumbers.number_text(word)
        if is_smi(word):
            return str(smi(word))
        try:
            return self.start(self.session.value(word), times)
        except Error:
            return f"<unreadable {word:#x}>"

    def start(self, value: Slot, times: int) -> Shown:
        """The text of a value, or for an object the walk over it; `times` counts the objects around it."""
        if not isinstance(value, HeapObject):
            return str(value) if isinstance(value, int) else jsnumbers.number_text(value)
        try:
            if not is_object(value):
                shown = self._primitive(value)
                marked = self.options.addresses and not isinstance(value, (Oddball, Hole, HeapNumber))
                return f"{value.address:#x}: {shown}" if marked and value.address else shown
            view = global_object(value)
        except Error:
            return f"<unreadable {value.address:#x}>"
        opened: Shown = self._reference(view) or self._object(view, times)
        return self._addressed(value.address, opened) if self.options.addresses else opened

    def _addressed(self, address: int, shown: Shown) -> Steps:
        text = shown if isinstance(shown, str) else (yield shown)
        return f"{address:#x}: {text}"

    def _reference(self, view: HeapObject) -> str:
        if view.address not in self._seen:
            return ""
        number = self._circular.setdefault(view.address, len(self._circular) + 1)
        return f"[Circular *{number}]"

    # -- primitives

    def _primitive(self, view: HeapObject) -> str:
        if isinstance(view, String):
            return self.string(view)
        if isinstance(view, HeapNumber):
            return jsnumbers.number_text(view.value)
        if isinstance(view, (Oddball, Hole)):
            name = view.name
            spoken = name.replace("the_", "").replace("_", " ")
            return name if name in ("undefined", "null", "true", "false") else f"<{spoken}>"
        if isinstance(view, Symbol):
            return symbol_text(view)
        if isinstance(view, BigInt):
            return jsnumbers.bigint_text(view.value)
        if isinstance(view, AccessorPair):
            return accessor_text(view)
        if isinstance(view, AccessorInfo):
            return "<computed in C++>"
        return f"<{view.type_name} {view.address:#x}>"

    def string(self, view: String) -> str:
        """A string in quotes, cut where the options say."""
        whole = view.length
        size = int(min(whole, self.options.characters))
        shown = printer_layout.string_text(text(view, size), size, self.indentation)
        return shown + printer_layout.more(whole - size, "character") if whole > size else shown

    # -- objects

    def _object(self, view: HeapObject, times: int) -> Steps:
        names = self.naming.of(view, times, self.depth)
        try:
            shape = (_KINDS.get(type(view)) or _KINDS[HeapObject])(self, view, names)
        except Error as error:
            shape = Shape(names.style + "{", body=_only(unreadable(error)))
        keys = iter(self.keys(view) if shape.keys is None else shape.keys)
        first = next(keys, None)
        if first is None and not shape.added and shape.alone is not None:
            return shape.alone
        if times > self.depth:
            return names.folded if shape.folded is None else shape.folded
        times += 1
        self._seen.append(view.address)
        self._innermost, before = times, self._printed
        output: List[str] = []
        if shape.body:
            yield from self._guarded(shape.body(output, times), output)
        numbers = shape.numbers
        if first is not None:
            yield from self._guarded(self._properties(chain([first], keys), output, times), output)
        for each in shape.added:
            yield from self._guarded(each(output, times), output)
        self._seen.pop()
        number = self._circular.get(view.address)
        base = shape.base if number is None else f"<ref *{number}> {shape.base}".rstrip()
        made = self._combine(output, base, (shape.start, shape.end), times, shape.array, numbers)
        self._count(before + len(made) + _OBJECT)
        return made

    def _guarded(self, part: Body, output: List[str]) -> Body:
        """One part of an object: where it ends in an error, the other parts follow all the same."""
        indentation = self.indentation
        try:
            yield from part
        except Error as error:
            self.indentation = indentation
            output.append(unreadable(error))

    def _combine(
        self, output: List[str], base: str, braces: tuple[str, str], times: int, array: bool, numbers: int
    ) -> str:
        entries, inner = len(output), self._innermost - times < printer_layout.COMPACT
        if array and entries > 6:
            rest = self.options.elements < entries
            output = printer_layout.columns(output, self.indentation, numbers >= entries, rest)
        made = printer_layout.combine(output, base, braces, self.indentation, inner, len(output) != entries)
        return made

    def _count(self, characters: int) -> None:
        self._printed = characters
        if self._printed > limits.MAX_PRINTED and self.depth >= 0:
            self.depth = -1
            self.session.warn(f"more than {limits.MAX_PRINTED >> 20} MB of text: further objects are not opened")

    def pair(self, words: Iterable[Word], times: int) -> Steps:
        """Two words as [ key, value ]."""
        output: List[str] = []
        for word in words:
            shown = self.start_word(word, times)
            output.append(shown if isinstance(shown, str) else (yield shown))
        return self._combine(output, "", ("[", "]"), times, False, 0)

    # -- properties

    def keys(self, view: HeapObject, indexed: bool = True) -> Iterator[Entry]:
        """The enumerable properties, then private ones; a text for those that cannot be read."""
        if indexed:
            yield from self._readable(_elements(view))
        yield from self._readable(named_properties(view))

    def _readable(self, properties: Iterator[Property]) -> Iterator[Entry]:
        try:
            for prop in properties:
                if prop.indexed:
                    hidden = False
                elif prop.key_word in self._key_texts:
                    hidden = not self._key_texts[prop.key_word]
                else:
                    hidden = not self._key_text(prop)
                if not hidden and not (prop.attributes & self._not_enumerable and not self._is_private(prop)):
                    yield prop
        except Error as error:
            yield unreadable(error)

    def _key_text(self, prop: Property) -> str:
        """What stands before the colon, "" where the property is not shown; remembered."""
        if prop.is_private:
            shown = "" if self.options.plain or not prop.name.startswith("#") else prop.name
            self._private.add(prop.key_word)
        else:
            shown = key_text(prop)
        self._key_texts[prop.key_word] = shown
        return shown

    def _is_private(self, prop: Property) -> bool:
        return not prop.indexed and prop.key_word in self._private

    def key(self, prop: Property) -> str:
        """A key as it stands before the colon."""
        if prop.indexed:
            return f"'{prop.key_word}'" if not prop.attributes & self._not_enumerable else f"['{prop.key_word}']"
        shown = self._key_texts.get(prop.key_word) or self._key_text(prop)
        return f"[{shown}]" if prop.attributes & self._not_enumerable and not self._is_private(prop) else shown

    def _properties(self, keys: Iterable[Entry], output: List[str], times: int) -> Body:
        most = max(self.options.elements, limits.MAX_PRINTED_PROPERTIES)
        for number, prop in enumerate(keys):
            if number >= most:
                output.append("... more properties, -l 0 shows all")
                break
            if isinstance(prop, str):
                output.append(prop)
                continue
            self.indentation += 2
            shown = self.property_value(prop, times)
            if not isinstance(shown, str):
                shown = yield shown
            self.indentation -= 2
            output.append(f"{self.key(prop)}: {shown}")

    def property_value(self, prop: Property, times: int) -> Shown:
        try:
            word = prop.word
        except Error as error:
            return unreadable(error)
        return self.start_word(word, times)

    def named(self, name: str, value: Union[Slot, Callable[[], Slot]], output: List[str], times: int) -> Body:
        """[name]: value, as util.inspect writes what is no enumerable property."""
        self.indentation += 2
        shown = self.start(value() if callable(value) else value, times)
        if not isinstance(shown, str):
            shown = yield shown
        self.indentation -= 2
        output.append(f"[{name}]: {shown}")


def _elements(view: HeapObject) -> Iterator[Property]:
    for index, word, attributes in element_entries(view):
        yield Property(view.session, index, True, attributes, False, word)


def _only(line: str) -> Callable[[List[str], int], Body]:
    def body(output: List[str], times: int) -> Body:
        output.append(line)
        yield from ()

    return body


def key_text(prop: Property) -> str:
    """A name or symbol as it stands before the colon."""
    try:
        if isinstance(prop.key, Symbol):
            return escape(symbol_text(prop.key), "'")
        return "['__proto__']" if prop.name == "__proto__" else name_text(prop.name)
    except Error:
        return f"<unreadable {prop.key_word:#x}>"
