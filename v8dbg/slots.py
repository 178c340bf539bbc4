"""One value of a frame, as optimized code keeps it: not always a tagged word.

The kinds of src/deoptimizer/translated-state.h (TranslatedValue), and what each is in the debugger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Union


@dataclass(frozen=True)
class Slot:
    """`kind` says what there is:

    tagged         `word`, a tagged word (never weak)
    number         `number`, an int or float that optimized code keeps unboxed
    boolean        `number`, True or False
    bigint         `number`, an int that is a BigInt to JavaScript
    undefined      the hole of a double array, read as undefined
    captured       `object`: an object that was never allocated
    optimized_out  nobody knows it any more
    """

    kind: str
    word: int = 0
    number: Union[int, float] = 0
    object: Optional[Captured] = None

    @property
    def is_known(self) -> bool:
        return self.kind != "optimized_out"


@dataclass(eq=False)
class Captured:
    """An object that escape analysis removed: what its fields would hold, the map first.

    `kind`: object, string (two fields: the halves of a concatenation), or arguments and rest (the elements
    of such an object, kept on the stack of the physical frame, not here)."""

    number: int  # of the objects of its physical frame
    kind: str
    fields: List[Slot]


OPTIMIZED_OUT = Slot("optimized_out")


def tagged(word: int) -> Slot:
    return Slot("tagged", word=word)
