"""What util.inspect puts before the braces: class, size, tag, `null prototype`.

lib/internal/util/inspect.js (getConstructorName, getPrefix), without running anything: a getter of
Symbol.toStringTag that a program wrote gives no tag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Optional, Tuple

from . import constructors
from .buffers import JSTypedArray
from .errors import Error
from .maps import map_of, prototype
from .objects import HeapObject
from .properties import get, own_properties, symbol_properties

UNREADABLE = "<unreadable class>"
_TYPED = {"UINT8_CLAMPED": "Uint8ClampedArray", "BIGINT64": "BigInt64Array", "BIGUINT64": "BigUint64Array"}


@dataclass(frozen=True)
class Names:
    """`constructor` is None where the prototype is null; `fallback` is then what V8 made the object as."""

    constructor: Optional[str]
    tag: str = ""
    fallback: str = ""

    def prefix(self, usual: str, size: Optional[int] = None) -> str:
        """Class, size and tag, with a space at the end (getPrefix)."""
        count = "" if size is None else f"({size})"
        if self.constructor is None:
            tag = f"[{self.tag}] " if self.tag not in ("", usual) else ""
            return f"[{usual}{count}: null prototype] {tag}"
        if not self.tag:
            return f"{self.constructor}{count} "
        if self.constructor == (self.tag.rpartition(".")[2] if self.tag.rfind(".") >= 1 else self.tag):
            return f"{self.tag}{count} "
        return f"{self.constructor}{count} [{self.tag}] "

    @property
    def style(self) -> str:
        """The prefix of an object without anything special about it (getCtxStyle)."""
        return self.prefix("Object" if self.fallback == self.tag else self.fallback)

    @property
    def folded(self) -> str:
        """What stands for the whole object where it lies too deep."""
        shown = self.style[:-1]
        return shown if self.constructor is None else f"[{shown}]"


class Naming:
    """Names of objects, remembered by map. For one command: it does not notice that the target runs."""

    def __init__(self) -> None:
        self._by_map: Dict[int, Names] = {}

    def of(self, view: HeapObject, times: int, depth: float) -> Names:
        """Names of one object. What cannot be read is named so."""
        found = self._by_map.get(view.map_word)
        if found is not None:
            return found
        try:
            constructor, whole = self._constructor(view, times, depth)
            tag, own = string_tag(view)
            names = Names(constructor, tag, constructors.map_constructor_name(view) if constructor is None else "")
            # an own property may differ from object to object
            if whole and not own and not map_of(view).is_dictionary_map and get(view, "constructor") is None:
                self._by_map[view.map_word] = names
        except Error:
            names = Names(UNREADABLE)
        return names

    def _constructor(self, view: HeapObject, times: int, depth: float) -> Tuple[Optional[str], bool]:
        """The name, and whether it holds for every object of that map."""
        name = constructors.constructor_name(view)
        first = prototype(view)
        if name is not None or first is None:
            return name, True
        made_as = constructors.map_constructor_name(view)
        if times > depth:
            return f"{made_as} <Complex prototype>", False
        inner, _ = self._constructor(first, times + 1, depth)
        if inner is None:
            empty = (
                next((each for each in own_properties(first) if each.enumerable and not each.is_private), None) is None
            )
            names = Names(None, string_tag(first)[0], constructors.map_constructor_name(first))
            inner = names.style + "{}" if empty else names.folded
        return f"{made_as} <{inner}>", False


def string_tag(view: HeapObject) -> Tuple[str, bool]:
    """(value of Symbol.toStringTag, is it an own property?); no tag where it shows among the properties anyway."""
    for each in symbol_properties(view):
        if each.name == "Symbol.toStringTag":
            return ("" if each.enumerable else constructors.string_tag(view)), True
    found = constructors.string_tag(view)
    if not found and isinstance(view, JSTypedArray):  # V8's own getter
        found = typed_name(view.kind)
    return found, False


def typed_name(kind: str) -> str:
    """Uint8Array, … for a kind of elements."""
    return _TYPED.get(kind) or f"{kind.capitalize()}Array"
