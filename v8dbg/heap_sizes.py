"""How large objects are: what their map says, or what follows from a count in the object itself.

The formulas of each V8 are data, the SIZES of the heap_* layouts; here is what the ways to keep a count mean
(HeapObject::SizeFromMap in src/objects/objects.cc)."""

from __future__ import annotations

from typing import Callable, Dict, Iterable, List, NamedTuple, Optional, Tuple

from . import limits
from .errors import Corrupt, Error, Unknown
from .heap import Heap
from .heap_pages import Page, page_size, searched_pages
from .layout import Size
from .objects import HEAP_TAG, TAG_MASK, smi
from .process import PAGE
from .scopes import ScopeInfo
from .session import Session

_FITTING = 6  # objects in a row that are no accident
_TOLD = 24  # free spaces more that speak for one unit than for the other
_ASKED = 64  # free spaces of a page that are asked
Count = Callable[[int, Size], int]


class OneWord(NamedTuple):
    """An object's size is header + unit * (its word of that number >> shift & mask), in whole words."""

    header: int
    word: int
    shift: int
    mask: int
    unit: int


Whole = Callable[[int, int, Size], int]


class Sizes:
    """Sizes of objects by map, for one session while the target is at rest.

    `pages` are some of its heap, where they are known: else they are searched for if need be."""

    def __init__(self, session: Session, pages: Optional[Callable[[], Iterable[Page]]] = None) -> None:
        self.session = session
        self._pages = pages or (lambda: searched_pages(session))
        self._known: Dict[int, Tuple[int, Optional[Size]]] = {}  # map word: (fixed size, formula)
        self._epoch = session.process.epoch
        self._code_alignment = session.layout.constant("heap", "code_alignment")
        self._u64, self._i32 = session.process.u64, session.process.i32
        self._scopes: Dict[Tuple[int, int], int] = {}  # (flags, words of each variable): bytes without variables
        self._free_unit = 0  # bytes that a free space counts in, 0 until it was asked, -1 where nothing tells
        self._counts: Dict[str, Count] = {
            "none": lambda _, __: 0,
            "smi": lambda start, size: smi(self._u64(start + size.offset)),
            "i32": lambda start, size: self._i32(start + size.offset),
            "i16": lambda start, size: self.session.process.u16(start + size.offset) & 0x7FFF,
            "context": self._context,
            "bigint": lambda start, size: (self._i32(start + size.offset) & 0x7FFFFFFF) >> 1,
            "property_array": self._property_array,
            "typed": self._typed,
        }
        self._wholes: Dict[str, Whole] = {
            "feedback_metadata": self._feedback_metadata,
            "feedback_metadata_with_closures": self._feedback_metadata,
            "code": self._code,
            "code_with_metadata": self._code,
            "stream": self._stream,
            "stream_of_code": self._stream_of_code,
            "scope_info": self._scope_info,
            "preparse_data": self._preparse_data,
            "small_table": self._small_table,
            "free_space": self._free_space,
            "wasm_struct": lambda _, map_word, __: 8 * self._wasm_size(map_word),
            "wasm_array": self._wasm_array,
        }

    @classmethod
    def of_heap(cls, heap: Heap) -> Sizes:
        """Those of a heap, whose pages are known."""
        return cls(heap.session, lambda: (page for _, page in heap.pages()))

    def of_map(self, map_word: int) -> Tuple[int, Optional[Size]]:
        """(bytes, None) of a map whose objects are all alike, else (0, formula). Raises Corrupt, Fault, Unknown."""
        if self._epoch != self.session.process.epoch:
            self._known.clear()
            self._epoch = self.session.process.epoch
        found = self._known.get(map_word)
        if found is None:
            found = self._known[map_word] = self._read(map_word)
        return found

    def _read(self, map_word: int) -> Tuple[int, Optional[Size]]:
        session, layout = self.session, self.session.layout
        if map_word & TAG_MASK != HEAP_TAG:
            raise Corrupt(f"{map_word:#x} is no map")
        session.class_of_map(map_word)  # it checks that it is one
        words = session.process.u8(map_word - HEAP_TAG + layout.offset("Map", "instance_size_in_words"))
        if words:
            return 8 * words, None
        number = session.instance_type(map_word)
        name = layout.type_name(number)
        try:
            return 0, layout.size(name)
        except Unknown as error:
            raise Corrupt(f"no size is known of a {name} (map {map_word:#x})") from error

    def from_one_word(self, map_word: int, formula: Size) -> Optional[OneWord]:
        """How a count lies in one word of a map's objects, None where it takes more than that to tell the size."""
        shift, mask = {
            "none": (0, 0),
            "smi": (32, 0xFFFFFFFF),
            "i32": (0, 0xFFFFFFFF),
            "i16": (0, 0x7FFF),
            "bigint": (1, 0x3FFFFFFF),
        }.get(formula.kind, (0, -1))
        if formula.kind == "context":
            bits = self.session.layout.bits("Context.length", "length")
            shift, mask = 32 + bits.shift, (1 << bits.width) - 1
        if formula.kind == "property_array":
            bits = self.session.layout.bits("PropertyArray.length_and_hash", "length")
            shift, mask = 32 + bits.shift, (1 << bits.width) - 1
        if formula.kind == "free_space" and self._unit_of_free(map_word, formula) > 0:
            return OneWord(0, formula.offset // 8, 32, 0xFFFFFFFF, self._free_unit)
        if mask < 0:
            return None
        return OneWord(formula.header, formula.offset // 8, shift + 8 * (formula.offset % 8), mask, formula.unit)

    def size(self, start: int, map_word: int) -> int:
        """Bytes of the object at an untagged address, whole words. Raises Corrupt, Fault."""
        fixed, formula = self.of_map(map_word)
        if formula is None:
            return fixed
        counted = self._counts.get(formula.kind)
        if counted is not None:
            count = counted(start, formula)
            found = formula.header + count * formula.unit
        else:
            count = found = self._wholes[formula.kind](start, map_word, formula)
        if count < 0 or not 0 < found <= limits.MAX_PAGE:
            raise Corrupt(f"the object at {start + HEAP_TAG:#x} would have {found} bytes")
        return (found + 7) & -8

    # -- counts --------------------------------------------------------------------

    def _property_array(self, start: int, size: Size) -> int:
        length = self.session.layout.bits("PropertyArray.length_and_hash", "length")
        return length.of(smi(self._u64(start + size.offset)))

    def _context(self, start: int, size: Size) -> int:
        return self.session.layout.bits("Context.length", "length").of(smi(self._u64(start + size.offset)))

    def _typed(self, start: int, size: Size) -> int:
        """Of an array whose elements lie elsewhere only the header."""
        base = self._u64(start + self.session.layout.offset("FixedTypedArrayBase", "base_pointer"))
        return smi(self._u64(start + size.offset)) if base == start + HEAP_TAG else 0

    # -- whole sizes ---------------------------------------------------------------

    def _feedback_metadata(self, start: int, _: int, size: Size) -> int:
        """Kinds of slots, six in a word of 32 bits, then perhaps 16 bits for each closure."""
        slots, closures = self._i32(start + size.offset), self._i32(start + size.offset + 4)
        found = size.header + (slots + 5) // 6 * size.unit
        return found + 2 * closures if size.kind.endswith("closures") else found

    def _aligned(self, size: int) -> int:
        return (size + self._code_alignment - 1) & -self._code_alignment

    def _stream(self, start: int, _: int, size: Size) -> int:
        return self._aligned(size.header + self._i32(start + size.offset))

    def _code(self, start: int, _: int, size: Size) -> int:
        """Instructions, then metadata since V8 9."""
        body = self._i32(start + size.offset)
        if size.kind == "code_with_metadata":
            body += self._i32(start + self.session.layout.offset("Code", "metadata_size"))
        return self._aligned(size.header + ((body + 7) & -8))

    def _stream_of_code(self, start: int, _: int, size: Size) -> int:
        code = self._u64(start + size.offset)
        if code & TAG_MASK != HEAP_TAG:
            raise Corrupt(f"the instructions at {start + HEAP_TAG:#x} have no Code")
        sizes = [self.session.layout.offset("Code", name) for name in ("instruction_size", "metadata_size")]
        return self._aligned(size.header + sum(self._i32(code - HEAP_TAG + offset) for offset in sizes))

    def _scope_info(self, start: int, _: int, __: Size) -> int:
        """Its flags say which parts it has, and the number of its variables how long two of them are.

        What the flags come to is remembered, but for modules, whose variables are counted apart."""
        layout = self.session.layout
        flags = self._u64(start + 8)
        count = smi(self._u64(start + layout.offset("ScopeInfo", "context_local_count")))
        hashed = "context_local_names_hashtable?" in layout.names("ScopeInfo.parts")
        inlined = not hashed or count < layout.constant("ScopeInfo", "max_inlined_local_names")
        key = flags, 1 + inlined
        base = self._scopes.get(key)
        if base is None:
            info = ScopeInfo(self.session, start + HEAP_TAG)
            if info.scope_type == "MODULE_SCOPE":
                return info.size
            base = self._scopes[key] = info.size - 8 * count * key[1]
        return base + 8 * count * key[1]

    def _preparse_data(self, start: int, _: int, size: Size) -> int:
        """Bytes, then pointers."""
        data, children = self._i32(start + size.offset), self._i32(start + size.offset + 4)
        return size.header + ((data + 7) & -8) + 8 * children

    def _small_table(self, start: int, _: int, size: Size) -> int:
        """Entries, a byte for each bucket of two entries, a byte for each entry (SmallOrderedHashTable::SizeFor)."""
        capacity = 2 * self.session.process.u8(start + size.offset)
        return size.header + capacity * size.unit + capacity // 2 + capacity

    def _free_space(self, start: int, map_word: int, size: Size) -> int:
        """In bytes or in words: V8 13.6 changed it between two builds. Behind a free space begins an object."""
        count = smi(self._u64(start + size.offset))
        if self._unit_of_free(map_word, size) > 0:
            return count * self._free_unit
        bytes_fit = count % 8 == 0 and self._fits(start + count) and not self._fits(start + 8 * count)
        return count if bytes_fit else 8 * count

    def _unit_of_free(self, map_word: int, size: Size) -> int:
        """What _find_free_unit says, remembered."""
        if not self._free_unit:
            self._free_unit = self._find_free_unit(map_word, size)
        return self._free_unit

    def _find_free_unit(self, map_word: int, size: Size) -> int:
        """1 or 8 as all free spaces of the process tell, a page after the other; -1 where too few do.

        Where objects of one size lie dead one after another, an object begins behind either."""
        told = 0
        for page in self._pages():
            if page.heap and page.area_end - page.start <= page_size(self.session):
                for place, count in self._free_counts(page, map_word, size):
                    in_bytes = count % 8 == 0 and self._fits(place + count)
                    told += in_bytes - self._fits(place + 8 * count)
            if abs(told) >= _TOLD:
                break
        if not told:
            return -1
        return 1 if told > 0 else 8

    def _free_counts(self, page: Page, map_word: int, size: Size) -> List[Tuple[int, int]]:
        """(address, what it counts) of free spaces on a page, of some that are in use again too."""
        raw = self.session.process.read_some(page.area_start, page.area_end - page.area_start)
        found: List[Tuple[int, int]] = []
        pattern = map_word.to_bytes(8, "little")
        at = raw.find(pattern)
        while 0 <= at <= len(raw) - size.offset - 8 and len(found) < _ASKED:
            count = smi(int.from_bytes(raw[at + size.offset : at + size.offset + 8], "little"))
            if at % 8 == 0 and 0 < count < len(raw):
                found.append((page.area_start + at, count))
            at = raw.find(pattern, at + 1)
        return found

    def _fits(self, at: int) -> bool:
        """Do objects follow one another from `at` on, or does a page end there?"""
        page = page_size(self.session)
        for _ in range(_FITTING):
            if at % page == 0 or at % PAGE == 0 and not self.session.process.readable(at):
                return True  # the second is a page that was cut off behind its last object
            try:
                map_word = self._u64(at)
                formula = self.of_map(map_word)[1]
                if formula is not None and formula.kind == "free_space":
                    return True
                at += self.size(at, map_word)
            except Error:
                return False
        return True

    def _wasm_size(self, map_word: int) -> int:
        """The two bytes in which the map of a WebAssembly object has its size."""
        offset = self.session.layout.offset("Map", "inobject_properties_start_or_constructor_function_index")
        return self.session.process.u16(map_word - HEAP_TAG + offset)

    def _wasm_array(self, start: int, map_word: int, size: Size) -> int:
        return size.header + (self._wasm_size(map_word) & 0xFF) * self._i32(start + size.offset)
