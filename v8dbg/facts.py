"""What is known of one thing, by name and in order; what could not be read says so in its place.

Values are plain Python ones, views, tagged words, lists and Facts: `commands._facts` shows them.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, NamedTuple, Optional, Tuple

from .errors import Error


class Unread(NamedTuple):
    """Stands where a value should: why it could not be read."""

    reason: str


class Word(NamedTuple):
    """A tagged word that nobody has looked at yet."""

    word: int


class Hex(int):
    """A number that is shown in hexadecimal: an address, or a size of code."""


class Facts:
    """Names and values in the order in which they were put."""

    def __init__(self) -> None:
        self._items: Dict[str, Any] = {}

    def put(self, name: str, value: Any) -> None:
        """Adds a fact; None and "" are no facts."""
        if value is not None and value != "":
            self._items[name] = value

    def read(self, name: str, get: Callable[[], Any]) -> Any:
        """Adds what `get` gives, and returns it; where that cannot be read, adds why, and returns None.

        One of the places where errors are caught: one field must not hide the others."""
        try:
            value = get()
        except Error as error:
            self._items[name] = Unread(str(error))
            return None
        self.put(name, value)
        return value

    def add(self, others: Facts) -> None:
        """Adds other facts behind these."""
        self._items.update(others._items)

    def without(self, *names: str) -> Facts:
        """All but these."""
        found = Facts()
        found._items = {name: value for name, value in self._items.items() if name not in names}
        return found

    def __iter__(self) -> Iterator[Tuple[str, Any]]:
        return iter(self._items.items())

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def get(self, name: str) -> Optional[Any]:
        return self._items.get(name)
