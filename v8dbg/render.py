"""Styled lines and where they are written. Knows nothing of V8.

A command yields lines; a line is a str or a list of str and Span. `Out` writes them,
with ANSI colours where the host says that its terminal shows them.
"""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Iterable, List, NamedTuple, Optional, Sequence, Union


class Span(NamedTuple):
    """A piece of a line with a style's name (see `_ANSI`)."""

    style: str
    text: str


Line = Union[str, List[Union[str, Span]]]

_ANSI = {
    "function": "33",
    "file": "32",
    "address": "34",
    "name": "36",
    "dim": "2",
    "mark": "1;31",
    "heading": "1",
    "error": "31",
}
# A target's strings must not steer the terminal: everything but tab and newline is escaped.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_COLOURED = re.compile(r"\x1b\[[0-9;]*m")


def _escape(match: "re.Match[str]") -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def plain(text: str) -> str:
    """`text` with control characters and lone surrogates shown as escapes."""
    return _CONTROL.sub(_escape, text)


class Out:
    """Where a command's output goes: a host's writer, its colours, its width."""

    def __init__(self, write: Callable[[str], Any], color: bool = False, width: Optional[int] = None) -> None:
        self.write_text = write
        self.color = color
        self.width = width
        self.failed = False  # an error ended the command: what is written from now on is its sentence
        self.wrote = False

    def write(self, text: str) -> None:
        self.wrote = True
        self.write_text(text)

    def line(self, line: Line) -> None:
        self.write(self.format(line) + "\n")

    def lines(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.line(line)

    def json(self, document: Any) -> None:
        # surrogateescape-free output on any terminal: JSON's own escapes for everything beyond ASCII
        self.write(json.dumps(document, indent=1) + "\n")

    def format(self, line: Line) -> str:
        parts: list[str] = []
        for piece in [line] if isinstance(line, str) else line:
            if isinstance(piece, Span):
                text = piece.text if piece.style == "ansi" and self.color else plain(_COLOURED.sub("", piece.text))
                code = _ANSI.get(piece.style) if self.color else None
                parts.append(f"\x1b[{code}m{text}\x1b[0m" if code and text else text)
            else:
                parts.append(plain(piece))
        return "".join(parts).rstrip()


def highlight(lines: Sequence[str]) -> List[str]:
    """Lines of JavaScript with ANSI colours, without them where pygments is not installed.

    Whatever else in the text could steer a terminal is escaped: the result can be written as it is."""
    safe = [plain(line) for line in lines]
    try:
        from pygments import highlight as colour
        from pygments.formatters import TerminalFormatter
        from pygments.lexers import JavascriptLexer
    except ImportError:
        return safe
    coloured = colour("\n".join(safe), JavascriptLexer(stripnl=False, ensurenl=False), TerminalFormatter()).split("\n")
    return coloured if len(coloured) == len(lines) else safe
