"""Gives V8's frames their JavaScript names and lines in gdb's own `bt`."""

from __future__ import annotations

from typing import Any, Iterator, List, Optional

import gdb
import gdb.FrameDecorator

from . import gdb_host, gdb_unwinder
from .codespace import code_space
from .errors import Error
from .frames import Frame, Reader
from .session import Session
from .walk import Walk


class JavaScriptFrame(gdb.FrameDecorator.FrameDecorator):  # type: ignore[misc]
    """A function of JavaScript, or a builtin of V8, in the place of a nameless frame."""

    def __init__(self, base: Any, frame: Frame) -> None:
        super().__init__(base)
        self._frame = frame

    def function(self) -> Optional[str]:
        frame = self._frame
        unnamed = "(anonymous)" if frame.kind == "js" else frame.builtin or frame.frame_type
        return frame.display or unnamed or None

    def filename(self) -> Optional[str]:
        return self._frame.script

    def line(self) -> Optional[int]:
        return self._frame.line

    def frame_args(self) -> None:
        return None

    def frame_locals(self) -> None:
        return None


class NativeFrame(gdb.FrameDecorator.FrameDecorator):  # type: ignore[misc]
    """A frame without debug information, by the name that gdb gives it where there is no frame filter.

    gdb's own decorator takes the symbol at the return address, which may be the next function's."""

    def function(self) -> Any:
        function = super().function()
        return self.inferior_frame().name() or "??" if isinstance(function, int) else function


class FrameFilter:
    """A frame filter that is off, and costs nothing, where no V8 is in the program."""

    name = "v8dbg"
    priority = 100

    def __init__(self) -> None:
        self._enabled = True

    @property
    def enabled(self) -> bool:
        return self._enabled and gdb_unwinder.v8_is_here()

    @enabled.setter
    def enabled(self, value: bool) -> None:  # `disable frame-filter`
        self._enabled = value

    def filter(self, decorators: Iterator[Any]) -> Iterator[Any]:
        try:
            session = gdb_host.open_session()
        except Error:
            return decorators
        return _named(session, decorators)


def _named(session: Session, decorators: Iterator[Any]) -> Iterator[Any]:
    names = _Names(session)
    for decorator in decorators:
        try:
            found = names.of(decorator.inferior_frame())
        except (Error, gdb.error):
            found = []
        if not found:
            yield NativeFrame(decorator)
        for frame in found:  # several where functions were inlined
            yield JavaScriptFrame(decorator, frame)


class _Names:
    """Walks a thread beside gdb, as far as gdb goes."""

    def __init__(self, session: Session) -> None:
        self._space = code_space(session)
        self._reader = Reader(session)
        with gdb_host.unwinding():
            self._walk = iter(Walk(session, session.process.threads()[0]))
        self._next = next(self._walk, None)

    def of(self, frame: Any) -> List[Frame]:
        """The frames of JavaScript that a frame of gdb stands for; none where it is not V8's."""
        pc, sp = int(frame.pc()), int(frame.read_register("rsp"))
        if not self._space.is_v8(pc):
            return []
        while self._next is not None and self._next.sp < sp:
            self._next = next(self._walk, None)
        if self._next is None or self._next.sp != sp or self._next.registers.get("rip") != pc:
            return []
        return self._reader.frames(self._next)


def register() -> None:
    """Adds the frame filter to gdb, in the place of an earlier one."""
    gdb.frame_filters[FrameFilter.name] = FrameFilter()
