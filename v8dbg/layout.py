"""Where each field lies and what each constant is, and how we know.

Facts come from the target's `v8dbg_*` symbols (tools/gen-postmortem-metadata.py in V8)
first, then from our tables in `layouts`. A fact that neither gives raises `Unknown`
when it is used, never when it is loaded.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Mapping, NamedTuple, Optional, Tuple

from . import layouts
from .errors import NotFound, Unknown
from .layouts.aliases import FIELDS as FIELD_ALIASES

Version = Tuple[int, int]
_FILE = re.compile(r"([a-z0-9]+)_(\d+)_(\d+)$")


class Size(NamedTuple):
    """How large an object is whose map does not say: header + count * unit bytes, in whole words."""

    header: int
    kind: str  # how the count is kept: see heap_sizes.py
    offset: int  # of the count
    unit: int


class Bits(NamedTuple):
    """A bit field: where it starts and how wide it is."""

    shift: int
    width: int

    def of(self, word: int) -> int:
        return (word >> self.shift) & ((1 << self.width) - 1)


@dataclass(frozen=True)
class Fact:
    value: Any
    source: str  # a symbol's name, or the layout file


@cache
def tables() -> dict[str, list[Version]]:
    """The families of layout files and the V8 versions that have one, oldest first."""
    found: dict[str, list[Version]] = {}
    for module in pkgutil.iter_modules(layouts.__path__):
        match = _FILE.match(module.name)
        if match:
            found.setdefault(match[1], []).append((int(match[2]), int(match[3])))
    if not found:
        raise NotFound("v8dbg was installed without its layout tables", "reinstall v8dbg")
    return {family: sorted(versions) for family, versions in sorted(found.items())}


def newest_known() -> Version:
    """The newest V8 that any table was written for."""
    return max(versions[-1] for versions in tables().values())


def newer_than_known(version: Version) -> bool:
    """Is this V8 newer than all that our tables were written for?"""
    return version > newest_known()


class Layout:
    """Facts for one V8, in one process."""

    def __init__(self, version: Version, symbols: Optional[Mapping[str, int]] = None) -> None:
        self.version = version
        self._facts: dict[tuple[str, str, str], Fact] = {}
        self.parents: dict[str, str] = {}
        self._distrust: set[str] = set()
        self._by_size: dict[str, Mapping[int, Mapping[str, Mapping[str, Optional[int]]]]] = {}
        for family, versions in tables().items():
            older = [v for v in versions if v <= version] or versions[:1]
            self._load_tables("%s_%d_%d" % (family, *older[-1]))
        if symbols:
            self._load_symbols(symbols)
        self._type_names: Optional[dict[int, str]] = None
        self.missed: set[str] = set()  # facts that were asked for and are not known
        self.tagged_size = 8
        self._cache: dict[tuple[str, str, str], Any] = {}

    # -- loading ---------------------------------------------------------------------

    def _load_tables(self, name: str) -> None:
        chain = []
        following: Optional[str] = name
        while following:
            module = importlib.import_module(f"{layouts.__name__}.{following}")
            chain.append((following, module))
            following = module.AFTER
        for file, module in reversed(chain):
            source = f"layouts/{file}.py"
            for kind in ("OFFSETS", "CONSTANTS", "BITS"):
                for group, entries in getattr(module, kind, {}).items():
                    for key, value in entries.items():
                        self._put((kind, group, key), value, source)
            for key, value in getattr(module, "TYPES", {}).items():
                self._put(("TYPES", "", key), value, source)
            for kind in ("LISTS", "CLASSES", "SIZES"):
                for key, value in getattr(module, kind, {}).items():
                    self._put((kind, "", key), value, source)
            self._distrust.update(getattr(module, "DISTRUST", ()))
            self._by_size = {k: v for k, v in {**self._by_size, **getattr(module, "BY_SIZE", {})}.items() if v}
            self.parents.update(getattr(module, "PARENTS", {}))

    def _put(self, key: tuple[str, str, str], value: Any, source: str) -> None:
        if value is None:
            self._facts.pop(key, None)
        else:
            self._facts[key] = Fact(value, source)

    def _load_symbols(self, symbols: Mapping[str, int]) -> None:
        told = {key[2]: fact.value for key, fact in self._facts.items() if key[0] == "TYPES"}
        for symbol, value in symbols.items():
            kind, _, rest = symbol[len("v8dbg_") :].partition("_")
            if kind == "class" and rest.count("__") >= 1:
                cls, field = rest.split("__")[:2]
                field = FIELD_ALIASES.get((cls, field), field)
                if f"{cls}.{field}" not in self._distrust:
                    self._put(("OFFSETS", cls, field), value, symbol)
            elif kind == "type":
                name = rest.partition("__")[2]
                self._put(("TYPES", "", name), value, symbol)
            elif kind == "parent":
                child, _, parent = rest.partition("__")
                if parent != "AllStatic":  # Object -> AllStatic is all that Node 22 and later say
                    self.parents[child] = parent
            elif kind == "frametype":
                self._put(("CONSTANTS", "frame_type", rest), value, symbol)
            else:
                self._put(("CONSTANTS", "v8dbg", symbol[len("v8dbg_") :]), value, symbol)
        self._settle_types(told)

    def _settle_types(self, told: Mapping[str, int]) -> None:
        """The one type without a symbol whose number in our tables is another's by its symbol has the one number that
        became free: between two builds of V8 7.8 Foreign and ByteArray changed places."""
        facts = {key[2]: fact for key, fact in self._facts.items() if key[0] == "TYPES"}
        moved = [name for name, number in told.items() if facts[name].value != number]
        taken = {facts[name].value: facts[name].source for name in moved}
        free = {told[name] for name in moved} - {fact.value for fact in facts.values()}
        lost = [
            name
            for name, fact in facts.items()
            if fact.value in taken and name in told and name not in moved and not name.startswith(("FIRST_", "LAST_"))
        ]
        if len(lost) == len(free) == 1 and facts[lost[0]].source.startswith("layouts/"):
            self._put(("TYPES", "", lost[0]), free.pop(), f"{facts[lost[0]].source}, moved by {taken[told[lost[0]]]}")

    # -- asking ----------------------------------------------------------------------

    def _get(self, kind: str, group: str, name: str) -> Any:
        key = (kind, group, name)
        fact = self._facts.get(key)
        if fact is None:
            self.missed.add(f"{group}.{name}" if group else name)
            raise Unknown(f"{group}.{name}" if group else name, "%d.%d" % self.version)
        return fact.value

    def offset(self, cls: str, field: str) -> int:
        """Bytes from the untagged start of a `cls` to `field`. Raises Unknown."""
        fact = self._facts.get(("OFFSETS", cls, field))  # asked for with each word that is read
        value: int = self._get("OFFSETS", cls, field) if fact is None else fact.value
        return value

    def type(self, name: str) -> int:
        """Number of an instance type such as "JS_MAP_TYPE". Raises Unknown."""
        value: int = self._get("TYPES", "", name)
        return value

    def constant(self, group: str, name: str) -> int:
        value: int = self._get("CONSTANTS", group, name)
        return value

    def constants(self, group: str) -> dict[str, int]:
        """Every constant of a group, empty where there is none."""
        key = ("CONSTANTS", group, "")
        if key not in self._cache:  # facts do not change once they are loaded
            self._cache[key] = {k[2]: f.value for k, f in self._facts.items() if k[0] == "CONSTANTS" and k[1] == group}
        found: dict[str, int] = self._cache[key]
        return found

    def offsets(self, cls: str) -> dict[str, int]:
        """Every known field of a class, in memory order."""
        key = ("OFFSETS", cls, "")
        if key not in self._cache:
            known = [(f.value, k[2]) for k, f in self._facts.items() if k[0] == "OFFSETS" and k[1] == cls]
            self._cache[key] = {name: offset for offset, name in sorted(known, key=lambda each: each[0])}
        found: dict[str, int] = self._cache[key]
        return found

    def bits(self, group: str, name: str) -> Bits:
        """A bit field of a word. Raises Unknown."""
        key = ("BITS", group, name)
        found: Optional[Bits] = self._cache.get(key)
        if found is None:
            found = self._cache[key] = Bits(*self._get(*key))
        return found

    def bit_names(self, group: str) -> list[str]:
        """The bit fields of a group, the lowest bit first; empty where there is no such group."""
        key = ("BITS", group, "")
        if key not in self._cache:
            found = [(f.value[0], k[2]) for k, f in self._facts.items() if k[0] == "BITS" and k[1] == group]
            self._cache[key] = [name for _, name in sorted(found)]
        names: list[str] = self._cache[key]
        return names

    def names(self, name: str) -> tuple[str, ...]:
        """An ordered list of names: bytecodes, elements kinds, code kinds."""
        value: tuple[str, ...] = self._get("LISTS", "", name)
        return value

    def derived(self, name: str) -> dict[Any, Any]:
        """Room for what somebody works out of these facts alone; it is emptied when one of them is patched."""
        found: dict[Any, Any] = self._cache.setdefault(("", "", name), {})
        return found

    def declarations(self) -> dict[str, str]:
        """Class -> what our tables declare of it (the syntax is in layouts/__init__.py, classes.py reads it)."""
        key = ("CLASSES", "", "")
        if key not in self._cache:
            self._cache[key] = {k[2]: f.value for k, f in self._facts.items() if k[0] == "CLASSES"}
        found: dict[str, str] = self._cache[key]
        return found

    def declared_in(self, cls: str) -> str:
        """The layout file that declares a class."""
        return self._facts[("CLASSES", "", cls)].source

    def patch(self, cls: str, field: str, offset: int) -> None:
        """Another offset for a field, from now on (`v8field`)."""
        self._put(("OFFSETS", cls, field), offset, "v8field")
        self._cache.clear()

    def has_sizes(self, type_name: str) -> bool:
        """Are objects of a type laid out in several ways by builds of this V8, which their size tells apart?"""
        return type_name in self._by_size

    def settle(self, type_name: str, size: int) -> None:
        """Takes the offsets of objects that have `size` bytes, as their map says: BY_SIZE in the tables."""
        told = self._by_size[type_name]
        for cls, fields in told.get(size, {}).items():
            for field, offset in fields.items():
                known = self._facts.get(("OFFSETS", cls, field))
                if known is None or known.value != offset and known.source != "v8field":
                    self._put(("OFFSETS", cls, field), offset, f"the size of a {type_name}, {size} bytes")
                    self._cache.clear()

    def size(self, type_name: str) -> Size:
        """How the size of objects of a type follows from their count. Raises Unknown."""
        return Size(*self._get("SIZES", "", type_name))

    def patched(self) -> list[tuple[str, str, int]]:
        """(class, field, offset) of all that `patch` has changed."""
        return sorted((k[1], k[2], f.value) for k, f in self._facts.items() if f.source == "v8field")

    def has(self, group: str, name: str = "") -> bool:
        """Is there a field, constant, bit field or (with one argument) instance type or list of that name?"""
        if not name:
            return ("TYPES", "", group) in self._facts or ("LISTS", "", group) in self._facts
        known = self._facts  # in a loop over the kinds it takes twice as long, and it is asked often
        return (
            ("BITS", group, name) in known or ("OFFSETS", group, name) in known or ("CONSTANTS", group, name) in known
        )

    def why(self, group: str, name: str = "") -> str:
        """Where a fact came from: a symbol's name or a layout file."""
        for kind in ("OFFSETS", "CONSTANTS", "BITS"):
            if (kind, group, name) in self._facts:
                return self._facts[(kind, group, name)].source
        for kind in ("TYPES", "LISTS", "SIZES"):
            if (kind, "", group) in self._facts:
                return self._facts[(kind, "", group)].source
        raise Unknown(f"{group}.{name}" if name else group, "%d.%d" % self.version)

    def facts(self) -> list[tuple[str, str, str, Any, str]]:
        """(kind, group, name, value, source) of every fact, for `v8layout`."""
        return sorted(((*key, fact.value, fact.source) for key, fact in self._facts.items()), key=lambda f: f[:3])

    def type_name(self, number: int) -> str:
        """Name of an instance type number, "type 123" where it is not known."""
        if self._type_names is None:
            self._type_names = {}
            # the binary's own first: the tables may be of a neighbouring version, with other numbers
            for key, fact in sorted(self._facts.items(), key=lambda item: not item[1].source.startswith("v8dbg_")):
                # FIRST_… and LAST_… are ranges that share a number with a real type
                if key[0] == "TYPES" and not key[2].startswith(("FIRST_", "LAST_")):
                    self._type_names.setdefault(fact.value, key[2])
        return self._type_names.get(number, f"type {number}")

    def instance_types(self) -> list[tuple[int, str]]:
        """(number, name) of every instance type; ranges such as FIRST_… and LAST_… are none."""
        types = {k[2]: f.value for k, f in self._facts.items() if k[0] == "TYPES"}
        found = {number for name, number in types.items() if not name.startswith(("FIRST_", "LAST_"))}
        return [(number, self.type_name(number)) for number in sorted(found)]

    def is_a(self, cls: str, base: str) -> bool:
        """Is `cls` the class `base` or derived from it, as far as the tables say?"""
        for _ in range(64):
            if cls == base:
                return True
            if cls not in self.parents:
                return False
            cls = self.parents[cls]
        return False
