"""What long work shows of itself, and how it is stopped.

After a second a line on a terminal's error output says how far it is, how fast and how long it will take. Ctrl-C ends
the work with what there is: the first one makes the next call answer True, a second one raises KeyboardInterrupt. Where
a part of the answer would be wrong, the first one does that.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from types import FrameType, TracebackType
from typing import Any, Callable, Optional, Type

from .process import Process

_FIRST, _BETWEEN = 1.0, 0.2  # seconds before the first line, and from one to the next
_MEGABYTE = 1 << 20

Told = Callable[[int, int], Optional[bool]]  # (done, whole); True asks to stop


class Progress:
    """Called with (done, whole), in bytes; answers whether the user asked to stop. Use it in a `with`.

        with Progress(process, "objects", shown=True) as progress:
            taken = census(heap, progress)
    """

    def __init__(self, process: Process, what: str, shown: bool = False, whole: bool = False) -> None:
        """`whole`: a part of the result would be none, so Ctrl-C raises KeyboardInterrupt, which says so."""
        self._process, self._what, self._whole = process, what, whole
        self._shown = shown and sys.stderr is not None and sys.stderr.isatty()
        self._start = self._last = time.monotonic()
        self._written = self._stopped = False
        self._share = 0.0
        self._before: Any = None

    @property
    def stopped(self) -> bool:
        """Did the user ask to stop?"""
        return self._stopped

    @property
    def partial(self) -> str:
        """A sentence on what was left out, "" where all was done."""
        if not self._stopped:
            return ""
        return f"partial: {self.ended}"

    @property
    def ended(self) -> str:
        """How far it was when the user stopped it."""
        return f"interrupted after {100 * self._share:.0f} % of the {self._what}"

    def __call__(self, done: int, whole: int) -> bool:
        self._share = done / whole if whole else 1.0
        if not self._stopped and self._process.interrupted():
            self._stop()
        now = time.monotonic()
        if self._shown and now - self._start >= _FIRST and now - self._last >= _BETWEEN:
            self._last, self._written = now, True
            sys.stderr.write(f"\r{self._line(done, whole, now - self._start)}\x1b[K")
            sys.stderr.flush()
        return self._stopped and done < whole

    def _line(self, done: int, whole: int, seconds: float) -> str:
        rate = done / seconds
        left = (whole - done) / rate if rate else 0.0
        size = f"{done // _MEGABYTE} of {whole // _MEGABYTE} MB"
        ends = "ends it" if self._whole else "what there is so far"
        return f"{self._what}: {size}, {rate / _MEGABYTE:.0f} MB/s, {left:.0f} s left (Ctrl-C: {ends})"

    def note(self, text: str) -> None:
        """A line of its own: why it will take longer."""
        if self._shown:
            sys.stderr.write(f"\r{text}\x1b[K\n")
            sys.stderr.flush()

    def __enter__(self) -> Progress:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def _interrupt(self, _: int, __: Optional[FrameType]) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stop()

    def _stop(self) -> None:
        self._stopped = True
        if self._whole:
            raise KeyboardInterrupt(f"{self.ended}: a part of the answer would be wrong")

    def __exit__(
        self, kind: Optional[Type[BaseException]], _: Optional[BaseException], __: Optional[TracebackType]
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        if self._written:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def part(progress: Optional[Told], low: float, high: float, size: int) -> Optional[Told]:
    """The progress of a step of a work of `size` bytes in all: from one share of it to another."""
    told = progress
    if told is None:
        return None
    return lambda done, whole: told(int(size * (low + (high - low) * done / max(whole, 1))), size)
