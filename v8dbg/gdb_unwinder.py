"""Teaches gdb to walk V8's frames, so that its own `bt` reaches main."""

from __future__ import annotations

from typing import Any, Optional

import gdb
import gdb.unwinder

from . import gdb_host
from .codespace import code_space
from .elf_file import ElfFile
from .errors import Error
from .session import Session
from .walk import step_v8

_MASK64 = (1 << 64) - 1
_NAME = "v8dbg"
_MARK = b"_ZN2v88internal"  # in the names of any program or library that holds V8, stripped or not
_REGISTERS = ("rip", "rsp", "rbp", "rbx", "r12", "r13", "r14", "r15")
_SCRATCH = ("rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11")  # a half built frame needs them
_has_v8: dict[str, bool] = {}


class _FrameId:
    """A frame's identity: the caller's stack pointer. Without a code address it fits any, as code may move."""

    def __init__(self, sp: Any) -> None:
        self.sp = sp


def _file_has_v8(path: str) -> bool:
    found = _has_v8.get(path)
    if found is None:
        try:
            found = ElfFile(path).names_hold(_MARK)
        except Error:
            found = False
        _has_v8[path] = found
    return found


_files: tuple[list[str], bool] = ([], False)


def v8_is_here() -> bool:
    """Does any file of the program hold V8? Asked of the files once for each set of them."""
    global _files
    files = [objfile.filename for objfile in gdb.objfiles() if objfile.filename and objfile.owner is None]
    if _files[0] != files:
        _files = files, any(map(_file_has_v8, files))
    return _files[1]


class V8Unwinder(gdb.unwinder.Unwinder):  # type: ignore[misc]
    """Unwinds frames of V8's generated code; leaves all others to gdb."""

    def __init__(self) -> None:
        super().__init__(_NAME)
        self._busy = False
        self._failed: object = None  # the target for which no session could be opened

    def __call__(self, pending_frame: Any) -> Any:
        if self._busy or not v8_is_here():
            return None
        self._busy = True
        try:
            with gdb_host.unwinding():
                return self._unwind(pending_frame)
        except (Error, gdb.error):
            return None
        finally:
            self._busy = False

    def _session(self) -> Optional[Session]:
        target = gdb_host.target()
        if target == self._failed:
            return None
        try:
            return gdb_host.open_session()
        except Error:
            self._failed = target
            return None

    def _unwind(self, frame: Any) -> Any:
        session = self._session()
        pc = int(frame.read_register("rip")) & _MASK64
        if session is None or not code_space(session).is_v8(pc):
            return None
        registers = {}
        for name in _REGISTERS + (_SCRATCH if frame.level() == 0 else ()):
            value = frame.read_register(name)
            if not value.is_optimized_out:
                registers[name] = int(value) & _MASK64
        if "rip" not in registers or "rsp" not in registers:
            return None
        caller = step_v8(session, registers, frame.level() == 0)
        if caller is None:
            return None
        info = frame.create_unwind_info(_FrameId(gdb.Value(caller["rsp"])))
        for name, number in caller.items():
            info.add_saved_register(name, gdb.Value(number))
        return info


def register() -> None:
    """Adds the unwinder, in the place of an earlier one."""
    gdb.unwinder.register_unwinder(None, V8Unwinder(), replace=True)
