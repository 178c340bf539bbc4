"""gdb as a host: its process, its commands. Works with gdb 12 and later."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import Any, Iterator, Optional, Sequence, Tuple

import gdb

from . import commands
from .debugger import DebuggerProcess, parse_maps, v8_commands
from .errors import Error, NotFound
from .process import Region, Symbol, Thread
from .render import Out
from .session import Session

_REGISTERS = "rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip fs_base gs_base".split()
_CORE_FILE = re.compile(r"^Local core dump file:\n\s+`(.*)', file type", re.M)
_SYMBOL_LINE = re.compile(r"^0x([0-9a-f]+)\s+(\S+)$", re.M)
_INFO_SYMBOL = re.compile(r"(.+?)(?: \+ (\d+))? in section ")
_PROC_MAPPING = re.compile(r"\s*0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+0x[0-9a-f]+\s+0x([0-9a-f]+)\s+([-rwxps]{4})\s*(.*)")
_AUXILIARY = re.compile(r"^(\d+)\s+AT_\S+\s+.*?(0x[0-9a-f]+|\d+)$", re.M)
_REGISTER_LINE = re.compile(r"^ (\w+)\s+\d+\s+\d+\s+\d+\s+8\s+.*\s0x([0-9a-f]+)\s*$", re.M)

_epoch = 0
_unwinding = False  # while an unwinder is being asked: frames and threads cannot be touched then


def _changed(event: Any) -> None:
    global _epoch
    _epoch += 1


_EVENTS = "stop cont exited memory_changed register_changed inferior_call new_objfile clear_objfiles".split()


def _connect(connect: bool) -> None:
    for name in _EVENTS:
        registry = getattr(gdb.events, name, None)
        if registry is not None:
            (registry.connect if connect else registry.disconnect)(_changed)


class GdbProcess(DebuggerProcess):
    """The selected inferior: a core, a live process, or one behind gdbserver."""

    name = "gdb"

    def __init__(self) -> None:
        self._inferior = gdb.selected_inferior()
        self._threads_cache: tuple[int, list[Thread]] = (-1, [])
        kind = connection()
        if kind == "core":
            super().__init__(_core_path(), _executable())
        elif self._inferior.pid:
            local = kind == "native" and os.path.exists(f"/proc/{self._inferior.pid}")
            super().__init__("", _executable(), self._inferior.pid if local else 0)
        else:
            raise Error(
                "there is no process and no core",
                "`gdb NODE CORE`, `core-file CORE` or `attach PID`; what gdb refuses: `v8dbg -e NODE CORE COMMAND`",
            )

    @property
    def epoch(self) -> int:
        return 0 if getattr(self, "core", None) is not None else _epoch

    def debugger_read(self, address: int, size: int) -> bytes:
        try:
            return bytes(self._inferior.read_memory(address, size))
        except gdb.MemoryError:
            return b""
        except gdb.error as error:
            raise Error(f"gdb cannot read memory: {error}", "stop the process first") from None

    def debugger_regions(self) -> list[Region]:
        found = []
        for start, end, offset, flags, path in _PROC_MAPPING.findall(gdb.execute("info proc mappings", to_string=True)):
            file = path if path.startswith("/") else "[anon]" if not path else path
            found.append(f"{start}-{end} {flags} {offset} 00:00 0 {file}")
        return parse_maps("\n".join(found))

    def debugger_auxiliary_vector(self) -> dict[int, int]:
        text = gdb.execute("info auxv", to_string=True)
        return {int(kind): int(value, 0) for kind, value in _AUXILIARY.findall(text)}

    def debugger_threads(self) -> list[Thread]:
        current = gdb.selected_thread()
        threads = sorted(self._inferior.threads(), key=lambda thread: (thread != current, thread.num))
        if self.core is not None:
            return [Thread(t.num, t.ptid[1] or t.ptid[2], "", {}) for t in threads]
        if _unwinding:
            return self._threads_while_unwinding(threads)
        if self._threads_cache[0] != self.epoch:
            self._threads_cache = self.epoch, self._read_registers(threads)
        known = {thread.lwp: thread for thread in self._threads_cache[1]}
        return [known[t.ptid[1]] for t in threads if t.ptid[1] in known]

    def _read_registers(self, threads: Sequence[Any]) -> list[Thread]:
        current, frame = gdb.selected_thread(), None
        try:
            frame = gdb.selected_frame()
        except gdb.error:
            pass  # no frame can be selected while the thread runs
        found = []
        try:
            for thread in threads:
                if thread.is_running():
                    registers = {}
                else:
                    thread.switch()
                    registers = _raw_registers()
                found.append(Thread(thread.num, thread.ptid[1], thread.name or "", registers))
        finally:
            if current is not None:
                current.switch()
            if frame is not None and frame.is_valid():
                frame.select()
        return found

    def _threads_while_unwinding(self, threads: Sequence[Any]) -> list[Thread]:
        """Switching threads would destroy the frames that gdb is making: only the current one can be read."""
        current = gdb.selected_thread()
        return [Thread(t.num, t.ptid[1], t.name or "", _raw_registers() if t == current else {}) for t in threads]

    def debugger_symbols(self, prefix: str) -> dict[str, int]:
        text = gdb.execute(f"info variables ^{re.escape(prefix)}", to_string=True)
        text += gdb.execute(f"info functions ^{re.escape(prefix)}", to_string=True)
        return {name: int(address, 16) for address, name in _SYMBOL_LINE.findall(text) if name.startswith(prefix)}

    def debugger_symbolize(self, address: int) -> Optional[Symbol]:
        match = _INFO_SYMBOL.match(gdb.execute(f"info symbol {address:#x}", to_string=True))
        if not match:
            return None
        offset = int(match[2] or 0)
        return Symbol(match[1], address - offset, offset)

    def selected_frame(self) -> Optional[Tuple[int, int]]:
        try:
            frame = gdb.selected_frame()
            return int(frame.pc()), int(frame.read_register("rbp")) & (1 << 64) - 1
        except (gdb.error, ValueError):
            return None

    def evaluate(self, text: str) -> int:
        try:
            value = gdb.parse_and_eval(text)
            if value.type.strip_typedefs().code == gdb.TYPE_CODE_VOID:
                raise NotFound("gdb knows no such value")
            return int(value.cast(gdb.lookup_type("unsigned long")))
        except gdb.error as error:
            raise NotFound(f"gdb cannot evaluate it: {error}") from None

    def disassemble(self, address: int, size: int) -> list[tuple[int, str]]:
        if not size:
            return []
        try:
            rows = self._inferior.architecture().disassemble(address, address + size - 1)
        except gdb.error as error:
            raise NotFound(f"gdb cannot disassemble at {address:#x}: {error}") from None
        return [(row["addr"], row["asm"].strip()) for row in rows]

    def debugger_files(self) -> list[str]:
        return [f for f in (objfile.filename for objfile in gdb.objfiles()) if f and os.path.isfile(f)]


def connection() -> str:
    """What the selected inferior is connected to: "core", "native", "remote", …, "" for nothing."""
    found = gdb.selected_inferior().connection
    return str(found.type) if found is not None else ""


def _core_path() -> str:
    match = _CORE_FILE.search(gdb.execute("info files", to_string=True))
    if not match:
        raise Error("gdb does not say where the core file is", "open the core by its path: `core-file CORE`")
    return match[1]


def _executable() -> str:
    path = gdb.current_progspace().filename or ""
    return path if os.path.isfile(path) else ""


def _raw_registers() -> dict[str, int]:
    """Registers of the selected thread, from gdb's register cache: no frame is made for them."""
    found = dict(_REGISTER_LINE.findall(gdb.execute("maint print raw-registers", to_string=True)))
    return {name: int(found[name], 16) for name in _REGISTERS if name in found}


# -- one session a target ------------------------------------------------------------------

_session: Optional[Session] = None
_session_of: object = None


def target() -> object:
    """What tells the selected inferior's target from another one: gdb numbers connections, cores included."""
    inferior = gdb.selected_inferior()
    number = inferior.connection.num if inferior.connection is not None else 0
    return inferior.num, inferior.pid, number, gdb.current_progspace().filename


def open_session() -> Session:
    """The session of the selected inferior, kept until it is another target. Raises Error."""
    global _session, _session_of
    key = target()
    if _session is None or key != _session_of:
        _session = None
        _session = Session(GdbProcess())
        _session_of = key
    return _session


@contextmanager
def unwinding() -> Iterator[None]:
    """While an unwinder is being asked: nothing may touch gdb's frames or its selection of threads."""
    global _unwinding
    before, _unwinding = _unwinding, True
    try:
        yield
    finally:
        _unwinding = before


# -- commands ------------------------------------------------------------------------------


def _width() -> Optional[int]:
    """Columns of the terminal, None where gdb does not fold lines."""
    width = gdb.parameter("width")
    return int(width) if width else None


def _color() -> bool:
    return bool(
        gdb.parameter("style enabled")
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM", "dumb") != "dumb"
        and os.isatty(1)
        and _width() is not None
    )


class V8Command(gdb.Command):  # type: ignore[misc]
    """A command of v8dbg under one of its names."""

    def __init__(self, name: str, target: Sequence[str], doc: str, command: str = "") -> None:
        self.__doc__ = doc
        self._target, self._command = list(target), command or name
        super().__init__(name, gdb.COMMAND_STACK if self._command in ("jsstack", "jsframe") else gdb.COMMAND_DATA)

    def invoke(self, argument: str, from_tty: bool) -> None:
        if not {"findjsinstances", "next"} & {*self._target, *argument.split()}:  # Enter shows the next page of these
            self.dont_repeat()
        written: list[str] = []
        failure: list[str] = []
        out = Out(lambda text: (failure if out.failed else written).append(text), _color(), _width())
        try:
            status = commands.run([*self._target, *commands.split(argument)], open_session, out)
            gdb.set_convenience_variable("v8dbg_status", status)  # for scripts: 0, 1 partial or failed, 2 usage
        finally:
            if written:
                gdb.write("".join(written))  # in one piece: under MI each call is a record
        if failure:
            raise gdb.GdbError("".join(failure).rstrip("\n"))

    def complete(self, text: str, word: str) -> Any:
        # gdb breaks words at "-": of "--js" it passes "js" as the word and keeps what is before
        typed = text.split(" ")[-1]
        if not typed.startswith("-"):
            return gdb.COMPLETE_SYMBOL
        before = len(typed) - len(word)
        return [flag[before:] for flag in commands.flags(self._command) if flag.startswith(typed)]


class V8Prefix(gdb.Command):  # type: ignore[misc]
    """A prefix of commands: `v8`, `v8 source`."""

    def __init__(self, name: str, doc: str) -> None:
        self.__doc__ = doc
        super().__init__(name, gdb.COMMAND_DATA, gdb.COMPLETE_NONE, True)

    def invoke(self, argument: str, from_tty: bool) -> None:
        name = self.__doc__.partition(":")[0] if self.__doc__ else ""
        raise gdb.GdbError(f"v8dbg: no such command; `help {name}` lists them")


def register() -> None:
    """Adds v8dbg's commands to gdb."""
    _connect(True)
    known = commands.names()
    for name, doc in known.items():
        V8Command(name, [name], doc)
    V8Prefix("v8", "v8: v8dbg's commands by llnode's names.")
    prefixes = {"v8"}
    for name, shortcut in v8_commands().items():
        first, _, rest = name.partition(" ")
        if rest and first not in prefixes:
            V8Prefix(f"v8 {first}", f"v8 {first}: llnode's commands.")
            prefixes.add(first)
        V8Command(f"v8 {name}", shortcut.words, shortcut.doc, shortcut.command)


def unregister() -> None:
    """Disconnects from gdb's events, before the module is loaded again."""
    _connect(False)
