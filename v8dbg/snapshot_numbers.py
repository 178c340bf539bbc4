"""Whole numbers as text, a million at a time. Needs numpy.

Four digits at once come from a table of ten thousand; blanks before the first digit are dropped in the end, in one go.
"""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

Array = Any  # numpy.ndarray


def _table(blank: bool) -> Array:
    form = "%4d" if blank else "%04d"
    text = "".join(form % number for number in range(10000)).encode("ascii")
    return np.frombuffer(text, np.uint32)


def _cell(text: bytes) -> Any:
    return np.frombuffer(text, np.uint32)[0]


_BLANK, _ZERO = _table(True), _table(False)
_EMPTY, _COMMA = _cell(b"    "), _cell(b"   ,")
_MORE = 10000
_LARGEST = _MORE**3 - 1


def comma_list(columns: Sequence[Array], comma: bytes = b"   ,") -> bytes:
    """The numbers of some columns, row by row, each with a comma behind it; 0 to 999,999,999,999."""
    rows = len(columns[0]) if columns else 0
    if not rows:
        return b""
    groups = []
    for column in columns:
        largest = int(column.max())
        if largest > _LARGEST or int(column.min()) < 0:
            raise ValueError("a number has too many digits")
        groups.append(1 + (largest >= _MORE) + (largest >= _MORE**2))
    cells = np.empty((rows, sum(groups) + len(columns)), np.uint32)
    end, mark = 0, _cell(comma)
    for column, width in zip(columns, groups):
        _digits(column, cells[:, end : end + width])
        end += width + 1
        cells[:, end - 1] = mark
    return cells.tobytes().translate(None, b" ")


def _digits(rest: Array, cells: Array) -> None:
    """The digits of numbers in cells of four, blanks before them."""
    width = cells.shape[1]
    if width < 3:
        rest = rest.astype(np.uint32)  # twice as fast
    for group in range(width - 1, -1, -1):
        if group:
            high = rest // _MORE
            low = rest - high * _MORE
            text = np.where(high > 0, _ZERO.take(low), _BLANK.take(low))
        else:
            high, text = rest, _BLANK.take(rest)
        if group < width - 1:
            text[rest == 0] = _EMPTY
        cells[:, group] = text
        rest = high
