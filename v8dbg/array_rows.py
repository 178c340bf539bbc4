"""The elements of arrays one by one, holes included."""

from __future__ import annotations

from typing import Iterator, NamedTuple, Optional, Union

from . import limits
from .buffers import JSTypedArray
from .elements import array_length, element_words
from .errors import Corrupt, NotFound
from .jit import array_words
from .objects import HeapObject
from .preview_line import is_object
from .properties import get
from .strings import String


class Element(NamedTuple):
    """One element, or a run of holes. `number` is given where V8 keeps the number itself."""

    at: int
    word: Optional[int] = None  # a tagged word
    number: Union[None, int, float] = None
    holes: int = 0  # so many, from `at` on


def array_rows(value: HeapObject) -> Iterator[Element]:
    """The elements of an array, a typed array, arguments, any object's indexed properties, or a FixedArray of V8.

    Raises Corrupt where the value can have no elements, NotFound where an object that is no array has none."""
    if isinstance(value, JSTypedArray):
        for index, number in enumerate(value.values(limits.MAX_ARRAY)):
            yield Element(index, number=number)
    elif is_object(value):
        yield from _elements(value)
    elif value.type_name.endswith("FIXED_ARRAY_TYPE"):
        for index, word in enumerate(array_words(value.session, value.address)):
            yield Element(index, word)
    else:
        raise Corrupt(f"{value.address:#x} is no array but a {value.type_name}")


def _elements(value: HeapObject) -> Iterator[Element]:
    following = 0
    for index, word in element_words(value):
        if index > following:
            yield Element(following, holes=index - following)
        yield Element(index, number=word) if isinstance(word, float) else Element(index, word)
        following = index + 1
    length = _length(value)
    if length > following:
        yield Element(following, holes=length - following)
    if not following and not length and not _is_list(value):
        raise NotFound(f"{value.address:#x} is no array but a {value.type_name}, and nothing in it has an index")


def _is_list(value: HeapObject) -> bool:
    return value.type_name == "JS_ARRAY_TYPE" or "_ARGUMENTS_" in value.type_name


def _length(value: HeapObject) -> int:
    if value.type_name == "JS_ARRAY_TYPE":
        return array_length(value)
    found = get(value, "length") if not isinstance(value, String) else None
    length = found.value if found is not None and _is_list(value) else 0
    return length if isinstance(length, int) else 0
