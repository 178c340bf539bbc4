"""One target, opened: its process, its V8's layout, and what is cached until it runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Generic, Iterator, Optional, Type, TypeVar, Union

from .errors import Corrupt
from .layout import Layout, newer_than_known, newest_known
from .objects import HEAP_TAG, HeapObject, Value, class_for, heap_object, is_smi, smi, view_classes
from .process import Process
from .versions import Versions, find_versions, load_v8dbg_symbols

Kept = TypeVar("Kept")
Other = TypeVar("Other")

_TAGGED_SIZE = 8  # bytes of a tagged value without pointer compression (include/v8-internal.h)


class PerSession(Generic[Kept]):
    """One value for each session, kept by the session itself: it goes when the session goes.

    (A WeakKeyDictionary would keep a session for ever whose value refers to it.)"""

    def get(self, session: Session, default: Other) -> Union[Kept, Other]:
        found: Union[Kept, Other] = session.kept.get(self, default)
        return found

    def setdefault(self, session: Session, default: Kept) -> Kept:
        found: Kept = session.kept.setdefault(self, default)
        return found

    def __contains__(self, session: Session) -> bool:
        return self in session.kept

    def __getitem__(self, session: Session) -> Kept:
        found: Kept = session.kept[self]
        return found

    def __setitem__(self, session: Session, value: Kept) -> None:
        session.kept[self] = value


class Session:
    """What every decoder works on. `open_session` of the hosts makes one."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.kept: dict[object, Any] = {}  # see PerSession
        self.versions: Versions = find_versions(process)
        symbols = load_v8dbg_symbols(process)
        self.layout = Layout(self.versions.v8, symbols)
        self.warnings: list[str] = []
        self.last_warnings: list[str] = []  # of the command before
        self.forced: Optional[tuple[int, int]] = None  # the V8 whose tables the user asked for
        self.use_index = True  # may what was worked out of a core be kept on disk (index.py)?
        self._compressed = symbols.get("v8dbg_TaggedSize", _TAGGED_SIZE) != _TAGGED_SIZE
        self._lasting = self._standing()
        self._map_classes: dict[int, Type[HeapObject]] = {}
        self._map_types: dict[int, int] = {}
        self._epoch, self._views = process.epoch, view_classes()

    def _standing(self) -> list[str]:
        """What every command warns of."""
        found = list(self.process.warnings())
        if self._compressed:
            found.append(
                "this V8 was built with pointer compression: its values have 4 bytes, v8dbg reads those of 8, as the"
                " releases of nodejs.org have; of JavaScript nothing that is shown can be relied on"
            )
        if newer_than_known(self.versions.v8):
            newest = newest_known()
            found.append(
                f"V8 {self.versions.v8_full} is newer than v8dbg's tables: those of V8 {newest[0]}.{newest[1]} are used"
                " where the binary's own symbols say nothing; check with `v8layout`"
            )
        return found

    def begin(self) -> None:
        """Called before each command: warnings are those of one command."""
        self.last_warnings = self.warnings
        self.warnings = list(self._lasting)

    def load(self, version: Optional[tuple[int, int]]) -> None:
        """Reads the target by the tables of another V8 and nothing else, from now on; None: by its own again."""
        self.forced = version
        symbols = load_v8dbg_symbols(self.process) if version is None else None
        self.layout = Layout(version or self.versions.v8, symbols)
        self._lasting = self._standing()
        if version is not None:
            said = "the target runs V8 %s and is read by the tables of V8 %d.%d" % (self.versions.v8_full, *version)
            self._lasting.append(f"{said}; `v8load auto` ends that")
        self.forget()

    def forget(self) -> None:
        """Drops all that was read and worked out: the layout has changed."""
        self.kept.clear()
        self._map_classes.clear()
        self._map_types.clear()

    def warn(self, text: str) -> None:
        """Something that this command skipped or could not read; said once, at its end."""
        if text not in self.warnings:
            self.warnings.append(text)

    @contextmanager
    def noted(self) -> Iterator[list[str]]:
        """What is warned of inside: who keeps the result warns of it again with every command that uses it."""
        before, self.warnings = self.warnings, []
        notes = self.warnings
        try:
            yield notes
        finally:
            self.warnings = before
            for text in notes:
                self.warn(text)

    def value(self, word: int) -> Value:
        """The Value of a tagged word: an int for a Smi, a view for an object."""
        return smi(word) if is_smi(word) else heap_object(self, word)

    def heap_object(self, tagged: int) -> HeapObject:
        return heap_object(self, tagged)

    def _fresh(self) -> None:
        if self._epoch != self.process.epoch or self._views != view_classes():
            self._map_classes.clear()
            self._map_types.clear()
            self._epoch, self._views = self.process.epoch, view_classes()

    def instance_type(self, map_word: int) -> int:
        """Instance type of the map at a tagged address."""
        self._fresh()
        found = self._map_types.get(map_word)
        if found is None:
            offset = self.layout.offset("Map", "instance_type")
            found = self.process.u16(map_word - HEAP_TAG + offset)
            self._map_types[map_word] = found
        return found

    def readable_instance_type(self, map_word: int) -> Optional[int]:
        """The same, None where the memory of the map is missing."""
        self._fresh()
        found = self._map_types.get(map_word)
        if found is None and self.process.readable(map_word - HEAP_TAG, 16):
            found = self.instance_type(map_word)
        return found

    def class_of_map(self, map_word: int) -> Type[HeapObject]:
        """The view class for objects of a map; checks that it is one. Raises Corrupt."""
        self._fresh()
        found = self._map_classes.get(map_word)
        if found is None:
            read = self.process.u64
            meta = read(map_word - HEAP_TAG)
            if not meta & HEAP_TAG or self.instance_type(meta) != self.layout.type("MAP_TYPE"):
                raise Corrupt(f"{map_word:#x} is not a map")
            if self.instance_type(map_word) == self.layout.type("MAP_TYPE") and map_word != meta:
                # since V8 12 each native context has a map of maps of its own, whose map is itself
                if read(meta - HEAP_TAG) != meta:
                    raise Corrupt(f"{map_word:#x} is not a map of maps")
            name = self.layout.type_name(self.instance_type(map_word))
            if self.layout.has_sizes(name):
                size = read(map_word - HEAP_TAG + self.layout.offset("Map", "instance_size_in_words")) & 0xFF
                self.layout.settle(name, 8 * size)
            found = class_for(name)
            self._map_classes[map_word] = found
        return found
