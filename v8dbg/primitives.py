"""Views of JavaScript's primitive values: undefined, null, booleans, numbers, symbols, BigInts, and V8's holes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from .errors import Corrupt
from .objects import F64Field, Field, HeapObject, Made, SmiField, U32Field, Value, view_of

if TYPE_CHECKING:
    from .session import Session

MAX_BIGINT_DIGITS = 1 << 18  # 64-bit digits; BigInt::kMaxLengthBits is 2**30


@view_of("ODDBALL_TYPE")
class Oddball(HeapObject):
    """undefined, null, true, false, and values that V8 keeps to itself (src/objects/oddball.tq)."""

    kind = SmiField("which one: constants of the group Oddball")

    @property
    def name(self) -> str:
        """One of "undefined", "null", "true", "false", "the_hole", … as the group of constants has it."""
        kind = self.kind
        for name, number in self.session.layout.constants("Oddball").items():
            if number == kind:
                return name
        return f"oddball {kind}"


@view_of("HOLE_TYPE")
class Hole(HeapObject):
    """The absence of a value; an Oddball before V8 11.8 (src/objects/hole.tq)."""

    name = "the_hole"


@view_of("HEAP_NUMBER_TYPE", "MUTABLE_HEAP_NUMBER_TYPE")
class HeapNumber(HeapObject):
    """A number that is no Smi (src/objects/heap-number.tq)."""

    value = F64Field()


@view_of("BIGINT_TYPE", "BIG_INT_BASE_TYPE")
class BigInt(HeapObject):
    """An integer of any size (src/objects/bigint.h)."""

    bitfield = U32Field()

    @property
    def value(self) -> int:
        """The integer. Raises Corrupt where its size is beyond what V8 allows."""
        layout, word = self.session.layout, self.bitfield
        count = layout.bits("BigInt.bitfield", "length").of(word)
        if count > MAX_BIGINT_DIGITS:
            raise Corrupt(f"BigInt {self.address:#x} of {count} digits")
        data = self.session.process.read(self.start + layout.offset("BigInt", "digits"), 8 * count)
        number = int.from_bytes(data, "little")
        return -number if layout.bits("BigInt.bitfield", "sign").of(word) else number


class MadeBigInt(Made, BigInt):
    """A BigInt that lies nowhere in the target, such as an element of a BigInt64Array."""

    instance_type, type_name = 0, "BIGINT_TYPE"

    def __init__(self, session: Session, number: int) -> None:
        super().__init__(session, 0)
        self.number = number

    @property
    def value(self) -> int:
        return self.number


@view_of("CELL_TYPE")
class Cell(HeapObject):
    """A box around one value, such as an exported variable (src/objects/cell.tq)."""

    value = Field()


@view_of("PROPERTY_CELL_TYPE", "CONTEXT_SIDE_PROPERTY_CELL_TYPE")
class PropertyCell(HeapObject):
    """A global variable (src/objects/property-cell.tq)."""

    name = Field()
    property_details_raw = SmiField()
    value = Field()


@view_of("ACCESSOR_PAIR_TYPE")
class AccessorPair(HeapObject):
    """Getter and setter of a property: functions, or null or a template (src/objects/struct.tq)."""

    getter = Field()
    setter = Field()


@view_of("ACCESSOR_INFO_TYPE")
class AccessorInfo(HeapObject):
    """A property that C++ answers for (src/objects/api-callbacks.tq)."""

    name = Field()


def oddball_name(value: object) -> Optional[str]:
    """Name of an Oddball or a hole, None for anything else."""
    return value.name if isinstance(value, (Oddball, Hole)) else None


def is_hole(value: Value) -> bool:
    """Is this V8's mark for "no value here"?"""
    return isinstance(value, Hole) or (isinstance(value, Oddball) and value.name == "the_hole")


def is_undefined(value: object) -> bool:
    return isinstance(value, Oddball) and value.name == "undefined"


def is_null(value: object) -> bool:
    return isinstance(value, Oddball) and value.name == "null"
