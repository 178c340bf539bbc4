"""JavaScript numbers as text, digit for digit as the engine prints them.

ECMAScript's Number::toString with radix 10: the shortest digits that read back as the
same double, which is what Python's repr gives too; only their arrangement differs.
"""

from __future__ import annotations

import math
from decimal import Decimal

from . import limits


def number_text(value: float) -> str:
    """What String(value) gives, but "-0" for minus zero, as util.inspect has it."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "-0" if math.copysign(1.0, value) < 0 else "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent_text = repr(abs(float(value))).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    # `point`: how many digits stand before the decimal point (n in the specification)
    point = len(whole) + int(exponent_text or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    return sign + _arrange(digits, point)


def _arrange(digits: str, point: int) -> str:
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    exponent = point - 1
    tail = "e" + ("+" if exponent >= 0 else "-") + str(abs(exponent))
    return digits[0] + ("." + digits[1:] if count > 1 else "") + tail


def bigint_text(value: int) -> str:
    """A BigInt in decimal digits; one beyond limits.MAX_BIGINT_TEXT in hexadecimal ones."""
    if value.bit_length() > limits.MAX_BIGINT_TEXT:
        return f"{value:#x}n"
    # Python's own str() refuses more than a few thousand digits
    return f"{Decimal(value):f}n"


def json_number(value: float) -> bool:
    """Can JSON hold this number without loss (no NaN, no infinity, no minus zero)?"""
    return math.isfinite(value) and not (value == 0 and math.copysign(1.0, value) < 0)
