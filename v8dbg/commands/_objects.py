"""VALUE arguments of the V8-level commands, which ask for objects: a boxed number is one too."""

from __future__ import annotations

import argparse
import re
from typing import Iterator, Tuple

from ..errors import Usage
from ..objects import HEAP_TAG, HeapObject
from ..session import Session
from ._values import arguments, each

__all__ = ["arguments", "objects"]

_ADDRESS = re.compile(r"0[xX][0-9a-fA-F]+")


def objects(session: Session, args: argparse.Namespace, what: str = "object") -> Iterator[Tuple[str, HeapObject]]:
    """(text as typed, view) of each VALUE. Raises Usage of a number, which lies in no object of its own."""
    for text, value in each(session, args):
        if not isinstance(value, HeapObject) and _ADDRESS.fullmatch(text):
            word = int(text, 16)
            if word & HEAP_TAG or isinstance(value, float):
                value = session.heap_object(word | HEAP_TAG)
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no {what}")
        yield text, value
