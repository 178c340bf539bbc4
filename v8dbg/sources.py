"""The lines of source of a function, of a frame, of a whole script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, Optional, Tuple

from . import scripts
from .errors import NotFound, Usage
from .frame_values import current_thread, frame_numbered, stack_of, thread_numbered
from .frames import Frame
from .function_facts import script_of, source_range
from .functions import JSFunction, SharedFunctionInfo
from .objects import HeapObject
from .scripts import Script
from .session import Session
from .strings import String

MAX_LINE = 500  # characters of one line shown: bundles have lines of megabytes
_FRAME = re.compile(r"(?:t(\d+)\.)?f(\d*)(?:\.function)?")


@dataclass
class Source:
    """A range of lines of one script."""

    script: Script
    name: str  # of the script
    first: int  # numbered as Error.stack does
    last: int
    start: Tuple[int, int] = (0, 0)  # line and column where the function begins, of a script nothing
    end: Tuple[int, int] = (0, 0)
    executing: Optional[Tuple[int, int]] = None  # line and column

    def around(self, count: int, to_frame: bool = True) -> Source:
        """With `count` lines more on both sides, or so many on both sides of the line that is executed."""
        every = scripts.lines(self.script)
        first, last = self.first, self.last
        if self.executing is not None and to_frame:
            first = last = self.executing[0]
        first, last = max(first - count, every.start), min(last + count, every.stop - 1)
        return Source(self.script, self.name, first, last, self.start, self.end, self.executing)

    def lines(self) -> Iterator[Tuple[int, str]]:
        """(number, text) of each line. Of a very long one the part that belongs to the function, or is executed."""
        for number in range(self.first, self.last + 1):
            yield number, self._cut(number, scripts.source_line(self.script, number))

    def _cut(self, number: int, text: str) -> str:
        if len(text) <= MAX_LINE:
            return text
        begin = 0
        if self.executing is not None and self.executing[0] == number:
            begin = max(self.executing[1] - MAX_LINE // 2, 0)
        elif self.start[0] == number:
            begin = self.start[1] - 1
        shown = text[begin : begin + MAX_LINE]
        if self.end[0] == number and self.end[1] - 1 - begin < len(shown) and self.start[0] == number:
            shown = shown[: self.end[1] - 1 - begin]
        return ("…" if begin else "") + shown + ("…" if begin + len(shown) < len(text) else "")


def source_of(session: Session, value: HeapObject, frame: Optional[Frame] = None) -> Source:
    """The source of a function, a SharedFunctionInfo or a Script. Raises NotFound where there is none, Corrupt."""
    script = script_of(value)
    name = scripts.name_or_source_url(script) or f"script {script.id}"
    if not isinstance(script.source, String):
        raise NotFound(f"the source of {name} is not there: V8 kept none")
    every = scripts.lines(script)
    if isinstance(value, Script):
        return Source(script, name, every.start, every.stop - 1)
    shared = value.shared if isinstance(value, JSFunction) else value
    assert isinstance(shared, SharedFunctionInfo)
    function = value if isinstance(value, JSFunction) else None
    begin, end = source_range(shared, function)
    start, stop = scripts.position(script, begin), scripts.position(script, end)
    found = Source(script, name, start[0], stop[0], start, stop)
    if frame is not None and frame.line is not None and frame.column is not None:
        found.executing = frame.line, frame.column
    return found


def frame_of(session: Session, text: str) -> Optional[Frame]:
    """The frame whose function a VALUE names (f3, f3.function, t2.f0), None of any other VALUE."""
    match = _FRAME.fullmatch(text.strip())
    if match is None:
        return None
    thread = current_thread(session) if match[1] is None else thread_numbered(session, int(match[1]))
    return frame_numbered(session, thread, int(match[2]) if match[2] else None).frame


def innermost(session: Session) -> str:
    """The VALUE that names the innermost frame of JavaScript of the current thread. Raises NotFound."""
    for frame in stack_of(session, current_thread(session)).frames:
        if frame.kind == "js" and not frame.is_async:
            return f"f{frame.index}"
    raise NotFound("no JavaScript is running on this thread", "name a function: `jssource VALUE`")


def line_range(source: Source, text: str) -> Source:
    """The lines FIRST-LAST, FIRST- or FIRST of the script. Raises Usage."""
    match = re.fullmatch(r"(\d+)(-(\d*))?", text)
    if match is None:
        raise Usage(f"-l {text}: give a line or a range, such as 10-20")
    every = scripts.lines(source.script)
    first = int(match[1])
    last = first if match[2] is None else int(match[3]) if match[3] else every.stop - 1
    first, last = max(first, every.start), min(last, every.stop - 1)
    if first > last:
        raise NotFound(f"{source.name} has lines {every.start} to {every.stop - 1}")
    return Source(source.script, source.name, first, last, source.start, source.end, source.executing)
