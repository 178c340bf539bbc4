"""JSON of any value: `to_json`. docs/json.md is the manual; json_walk goes over it, the others know their kinds."""

from __future__ import annotations

from typing import Optional

from . import json_bytes, json_functions, json_kinds
from .elements import Slot
from .json_encoder import Bounds
from .json_walk import slots_json
from .json_words import RESERVED, Json
from .session import Session

__all__ = ["RESERVED", "Bounds", "Json", "json_bytes", "json_functions", "json_kinds", "to_json"]


def to_json(
    session: Session,
    value: Slot,
    depth: Optional[int] = None,
    length: Optional[int] = None,
    string: Optional[int] = None,
    addresses: bool = False,
) -> Json:
    """What JSON.stringify gives for plain data, tagged objects for the rest, as json.dumps takes it.

    `depth` (objects inside each other), `length` (elements of each) and `string` (characters of each) cut;
    without them the bounds of `limits` alone do. With `addresses` every object has its own."""
    return slots_json(session, value, Bounds(depth, length, string, addresses))
