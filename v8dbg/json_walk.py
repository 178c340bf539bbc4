"""JSON of a value and all that it holds. Objects are taken breadth first, so that a bound cuts what is deepest."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import Any, Deque, Dict, List, Optional, Set, Tuple

from . import constructors, limits
from .elements import NO_PROPERTIES, Slot
from .errors import Error
from .json_encoder import Bounds, Chain, Place
from .json_words import Json, unreadable
from .maps import map_of
from .objects import HeapObject
from .properties import get
from .session import Session

_TICKS = 1024  # values, or 16 characters of a string each, between two looks at the clock


class _Again(Exception):
    """The value holds itself, or repeats more than there is room for: each object must be printed once."""


def slots_json(session: Session, value: Slot, bounds: Bounds) -> Json:
    """The JSON of a value."""
    try:
        return Walk(session, bounds, once=False).run(value)
    except _Again:
        return Walk(session, bounds, once=True).run(value)


class Walk:
    def __init__(self, session: Session, bounds: Bounds, once: bool) -> None:
        self.session, self.bounds = session, bounds
        self.once = once  # is each object printed once, with a ref where it comes again?
        self.values, self.characters = limits.MAX_JSON_VALUES, limits.MAX_JSON_CHARACTERS
        self.seen: Dict[int, Tuple[Any, Any]] = {}  # address: where its JSON is, container and key
        self.referred: Set[int] = set()
        self.repeats = 0
        self.deadline = monotonic() + limits.MAX_JSON_SECONDS
        self.ticks = 0
        self.classes: Dict[int, Optional[str]] = {}
        self.waiting: Deque[Tuple[Any, Any, HeapObject, int, int, Chain]] = deque()

    def run(self, value: Slot) -> Json:
        root: List[Json] = [None]
        Place(self, -1, 0, None).put_slot(root, 0, value)
        while self.waiting:
            container, key, view, depth, nest, chain = self.waiting.popleft()
            container[key] = self._object(container, key, view, depth, nest, chain)
        for address in self.referred:
            self._add_address(address)
        return root[0]

    def spend(self, ticks: int) -> None:
        """Counts one value down, and looks at the clock when enough was done since the last time."""
        self.values -= 1
        self.ticks += ticks
        if self.ticks > _TICKS:
            self.ticks = 0
            if self.session.process.interrupted():
                raise KeyboardInterrupt
            if monotonic() > self.deadline:
                self.values = min(self.values, 0)

    def _object(self, container: Any, key: Any, view: HeapObject, depth: int, nest: int, chain: Chain) -> Json:
        address = view.address
        if address in self.seen:
            self.repeats += 1
            if self.once:
                self.referred.add(address)
                return {"$type": "ref", "address": f"{address:#x}"}
            holder = chain
            if self.repeats > limits.MAX_JSON_REPEATS:
                raise _Again
            while holder is not None:
                if holder[0] == address:
                    raise _Again
                holder = holder[1]
        deepest = self.bounds.depth
        if deepest is not None and depth > deepest or nest > limits.MAX_JSON_DEPTH or self.values <= 0:
            if not self.once and self.repeats and self.values <= 0:
                raise _Again
            return self._cut(view)
        self.seen.setdefault(address, (container, key))
        place = Place(self, depth, nest, (address, chain))
        try:
            return place.object(view)
        except Error as error:
            return unreadable(error, address)

    def _cut(self, view: HeapObject) -> Json:
        cut = {"$type": "cut", "address": f"{view.address:#x}"}
        try:
            name = self.class_of(view)
        except Error:
            return cut
        return {**cut, "class": name} if name is not None else cut

    def class_of(self, view: HeapObject) -> Optional[str]:
        """The name of the constructor, None where it has none (Object.create(null))."""
        if view.type_name == "JS_PROXY_TYPE":
            return "Proxy"
        if view.type_name in NO_PROPERTIES:
            return view.type_name
        if view.map_word in self.classes:
            return self.classes[view.map_word]
        name = constructors.constructor_name(view)
        if not map_of(view).is_dictionary_map and get(view, "constructor") is None:
            self.classes[view.map_word] = name  # its objects share one prototype
        return name

    def _add_address(self, address: int) -> None:
        """Adds its address to the JSON of an object that a ref leads to."""
        container, key = self.seen[address]
        made = container[key]
        if isinstance(made, list):
            container[key] = {"$type": "Array", "address": f"{address:#x}", "items": made}
            return
        members = list(made.items())
        made.clear()
        if members and members[0][0] == "$type":
            made["$type"] = members.pop(0)[1]
            made["address"] = f"{address:#x}"
        else:
            made["$address"] = f"{address:#x}"
        made.update(members)
