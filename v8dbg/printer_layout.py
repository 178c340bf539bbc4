"""Where util.inspect breaks lines: text only, nothing of V8.

The rules are those of Node 26 with its defaults (compact 3, breakLength 80), lib/internal/util/inspect.js:
entries that fit go on one line, long arrays into columns. Lengths are UTF-16 code units, as
JavaScript counts them; widths of columns are those of a terminal.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import List, Sequence

from .quoting import quote_string

BREAK_LENGTH = 80  # breakLength
COMPACT = 3  # the innermost levels that may share a line
_MIN_LINE = 16  # shorter strings are never split
_COLUMNS = 15  # at most
_SPECIAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff'\\]")
_LINES = re.compile(r"(?<=\n)")


def length(text: str) -> int:
    """UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def width(text: str) -> int:
    """Columns of a terminal."""
    if text.isascii():
        return len(text) - sum(1 for char in text if char < " ") if not text.isprintable() else len(text)
    columns = 0
    for char in unicodedata.normalize("NFC", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")):
        if unicodedata.east_asian_width(char) in "FW":
            columns += 2
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cc"):
            columns += 1
    return columns


def string_text(raw: str, size: int, indentation: int) -> str:
    """A string of `size` code units in quotes; one that is too long for its line is split after its line ends."""
    if size > _MIN_LINE and size > BREAK_LENGTH - indentation - 4 and "\n" in raw:
        between = f" +\n{' ' * (indentation + 2)}"
        if not _SPECIAL.search(raw):  # a whole file, say: not line by line
            last = "\\n" if raw.endswith("\n") else ""
            return "'" + (raw[:-1] if last else raw).replace("\n", f"\\n'{between}'") + last + "'"
        return between.join(quote_string(line) for line in _LINES.split(raw) if line)
    return quote_string(raw)


def more(count: int, what: str = "item") -> str:
    return f"... {count} more {what}{'s' if count > 1 else ''}"


def empty_items(count: int) -> str:
    return f"<{count} empty item{'s' if count > 1 else ''}>"


def combine(output: List[str], base: str, braces: Sequence[str], indentation: int, inner: bool, grouped: bool) -> str:
    """The entries of one object between its braces, on one line or on many.

    `inner`: does it hold few enough levels to share a line? `grouped`: its entries were put into columns already."""
    lead = f"{base} " if base else ""
    if inner and not grouped:
        start = len(output) + indentation + length(braces[0]) + length(base) + 10
        if _fits(output, start, base):
            joined = ", ".join(output)
            if "\n" not in joined:
                return f"{lead}{braces[0]} {joined} {braces[1]}"
    line = "\n" + " " * indentation
    return f"{lead}{braces[0]}{line}  {f',{line}  '.join(output)}{line}{braces[1]}"


def _fits(output: List[str], start: int, base: str) -> bool:
    total = len(output) + start
    if total + len(output) > BREAK_LENGTH:
        return False
    for entry in output:
        total += length(entry)
        if total > BREAK_LENGTH:
            return False
    return "\n" not in base


def columns(output: List[str], indentation: int, numbers: bool, rest: bool) -> List[str]:
    """More than six elements of an array as rows of columns, or as they are where that would look odd.

    `numbers` are set flush right. `rest`: the last entry only says how many more there are."""
    count = len(output) - 1 if rest else len(output)
    widths = [width(entry) for entry in output[:count]]
    widest, total = max(widths, default=0), sum(widths) + 2 * count
    actual = widest + 2
    if actual * 3 + indentation >= BREAK_LENGTH or (total / actual <= 5 and widest > 6):
        return output
    bias = math.sqrt(actual - total / len(output))
    biased = max(actual - 3 - bias, 1)
    number = min(
        math.floor(math.sqrt(2.5 * biased * count) / biased + 0.5),
        (BREAK_LENGTH - indentation) // actual,
        COMPACT * 4,
        _COLUMNS,
    )
    if number <= 1:
        return output
    wide = [max(widths[at::number], default=0) + 2 for at in range(number)]
    rows = []
    for first in range(0, count, number):
        row = []
        last = min(first + number, count) - 1
        for at in range(first, last + 1):
            end = "" if at == last else ", "
            padding = " " * (wide[at - first] - widths[at] - 2)
            row.append(padding + output[at] + end if numbers else output[at] + end + ("" if at == last else padding))
        rows.append("".join(row))
    return rows + output[count:]
