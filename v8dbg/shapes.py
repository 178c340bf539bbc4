"""Names of the properties that the objects of a map have, and which maps have a property."""

from __future__ import annotations

from typing import Dict, Optional, Tuple

from .errors import Error
from .maps import Map
from .object_parts import key_text
from .objects import HEAP_TAG
from .session import Session

Names = Optional[Tuple[str, ...]]  # None: each object has a dictionary of its own


class Shapes:
    """Descriptors of many maps: those of a family share an array, which is read once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._header = session.layout.offset("DescriptorArray", "header_size")
        self._words: Dict[int, Tuple[int, ...]] = {}  # descriptor array: key words of all its descriptors, so far
        self._texts: Dict[int, str] = {}

    def keys(self, map_word: int) -> Optional[Tuple[int, ...]]:
        """Tagged words of the names in the order in which they were added; None of a map with dictionaries."""
        shape = Map(self.session, map_word)
        if shape.is_dictionary_map:
            return None
        count = shape.number_of_own_descriptors
        if not count:
            return ()
        array: int = self.session.process.u64(
            map_word - HEAP_TAG + self.session.layout.offset("Map", "instance_descriptors")
        )
        known = self._words.get(array, ())
        if len(known) < count:
            words = self.session.process.words(array - HEAP_TAG + self._header, 3 * count)
            known = self._words[array] = words[::3]
        return known[:count]

    def names(self, map_word: int) -> Names:
        """The same as text."""
        keys = self.keys(map_word)
        return None if keys is None else tuple(map(self.text, keys))

    def text(self, key: int) -> str:
        found = self._texts.get(key)
        if found is None:
            try:
                found = key_text(self.session, key)
            except Error:
                found = f"<unreadable {key:#x}>"
            self._texts[key] = found
        return found


def has_any(keys: Optional[Tuple[int, ...]], wanted: "frozenset[int]") -> bool:
    """Is one of the wanted words among the keys?"""
    return keys is not None and not wanted.isdisjoint(keys)

