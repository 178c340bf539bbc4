"""Whole numbers as text, many thousand at a time. Needs numpy.

Three digits with their comma, and four at once in front of them, come from tables; blanks before the first digit are
dropped in the end, in one go.
"""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

Array = Any  # numpy.ndarray

_LAST, _MORE = 1000, 10000  # what the last cell of a number counts up to, and each before it
_LARGEST = 10**12 - 1


def _table(*forms: str) -> Array:
    """Cells of four characters: by each form one for each number."""
    text = "".join(form % number for form in forms for number in range(_LAST if "," in form else _MORE))
    return np.frombuffer(text.encode("ascii"), np.uint32)


# the second half of each is for numbers with digits in front of these
_ENDS = _table("%3d,", "%03d,")
_CELLS = _table("%4d", "%04d").copy()
_CELLS[0] = np.frombuffer(b"    ", np.uint32)[0]


def comma_list(columns: Sequence[Array]) -> bytearray:
    """The numbers of some columns, row by row, each with a comma behind it; 0 to 999,999,999,999."""
    rows = len(columns[0]) if columns else 0
    if not rows:
        return bytearray()
    widths, numbers = [], []
    for column in columns:
        largest = int(column.max())
        if largest > _LARGEST or int(column.min()) < 0:
            raise ValueError("a number has too many digits")
        widths.append(1 + (largest >= _LAST) + (largest >= _LAST * _MORE) + (largest >= _LAST * _MORE**2))
        numbers.append(column.astype(np.uint32 if largest < 1 << 32 else np.int64))  # the former are divided faster
    text = bytearray(4 * rows * sum(widths))
    cells = np.frombuffer(text, np.uint32).reshape(rows, sum(widths))
    end = 0
    for column, width in zip(numbers, widths):
        _digits(column, cells[:, end : end + width])
        end += width
    return text.translate(None, b" ")


def _digits(numbers: Array, cells: Array) -> None:
    """The digits of numbers in cells, blanks before them, a comma behind."""
    table, count = _ENDS, _LAST
    for place in range(cells.shape[1] - 1, 0, -1):
        above = numbers // count
        rest = numbers - above * count
        rest += (above > 0) * rest.dtype.type(count)
        cells[:, place] = table.take(rest)
        numbers, table, count = above, _CELLS, _MORE
    cells[:, 0] = table.take(numbers)
