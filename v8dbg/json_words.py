"""What JSON of a value is made of: names, numbers, the tagged objects that stand for no object (see json_encoder)."""

from __future__ import annotations

import math
import re
from typing import Any, Optional

from . import jsnumbers
from .errors import Error, Fault

Json = Any
_DECIMAL_BITS = 12_000  # longer BigInts are written in hexadecimal: decimal digits take quadratic time
# Members that v8dbg adds to a plain object; a property of that name gets one more "$" in front
RESERVED = ("type", "class", "address", "symbols", "private", "embedder", "more", "unreadable")
# Every value of "$type", as docs/json.md lists them
TAGS = frozenset(
    "undefined hole number bigint symbol string accessor ref cut more unreadable uninitialized internal"
    " function class Array arguments Error Date RegExp Number String Boolean Symbol BigInt Proxy Module"
    " Map Set WeakMap WeakSet WeakRef FinalizationRegistry Promise Generator AsyncGenerator AsyncFunction"
    " ArrayBuffer SharedArrayBuffer DataView Buffer Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array"
    " Int32Array Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array"
    " External builtin".split()
    + ["Map Iterator", "Set Iterator", "Array Iterator", "String Iterator"]
)
_RESERVED = re.compile(rf"\$+(?:{'|'.join(RESERVED)})\Z")


def escape_key(name: str) -> str:
    """A property's name as a member of a plain object."""
    return "$" + name if _RESERVED.match(name) else name


def number_json(value: float) -> Json:
    """A number, to the last bit; {"$type": "number"} for what JSON has no word for."""
    if not math.isfinite(value):
        return {"$type": "number", "value": jsnumbers.number_text(value)}
    if value == 0:
        return value if math.copysign(1.0, value) < 0 else 0
    # the digits that JSON.stringify prints, which beyond 2**53 are not those of the exact integer
    return int(jsnumbers.number_text(value)) if value == int(value) and abs(value) < 1e21 else value


def bigint_text(number: int) -> str:
    """What BigInt() takes: decimal digits, of a very long one hexadecimal ones behind 0x."""
    return str(number) if number.bit_length() <= _DECIMAL_BITS else hex(number)


def unreadable(error: Error, address: Optional[int] = None) -> Json:
    """What stands in place of a value that could not be read."""
    if address is None and isinstance(error, Fault):
        address = error.address
    where = {} if address is None else {"address": f"{address:#x}"}
    return {"$type": "unreadable", **where, "reason": str(error)}


def hole(count: int) -> Json:
    """A run of holes."""
    return {"$type": "hole"} if count == 1 else {"$type": "hole", "count": count}
