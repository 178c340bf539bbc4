"""lldb as a host: its process, its commands. Works with lldb 14 and later."""

from __future__ import annotations

import os
import sys
from typing import Any, Iterator, Optional, Sequence, Tuple

import lldb

from . import commands
from .debugger import DebuggerProcess, v8_commands
from .elf_core import ElfCore, without
from .elf_file import ET_CORE
from .errors import Error, NotFound
from .process import Region, Symbol, Thread
from .render import Out
from .session import Session
from .thread_pointers import thread_pointers

_REGISTERS = "rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip fs_base gs_base".split()
_AT_REST = (lldb.eStateStopped, lldb.eStateCrashed, lldb.eStateSuspended)


class LldbProcess(DebuggerProcess):
    """A process of lldb: a core, or a live one. Raises Error where there is none, or it runs."""

    name = "lldb"

    def __init__(self, process: Any) -> None:
        self._process = process
        self._target = process.GetTarget()
        if process.GetPluginName() == "elf-core":
            super().__init__(_core_path(process, self._executable()), self._executable(), 0)
        else:
            super().__init__("", self._executable(), self._local_pid())

    def _executable(self) -> str:
        file = self._target.GetExecutable()
        path = str(file.fullpath) if file.IsValid() and file.fullpath else ""
        return path if os.path.isfile(path) else ""

    def _local_pid(self) -> int:
        """The process's id if it runs on this machine, else 0."""
        pid = int(self._process.GetProcessID())
        live = self._process.GetPluginName() == "gdb-remote"  # and no minidump
        local = live and self._target.GetPlatform().GetName() == "host" and os.path.exists(f"/proc/{pid}/maps")
        return pid if local else 0

    @property
    def epoch(self) -> int:
        return 0 if getattr(self, "core", None) is not None else int(self._process.GetStopID(True))

    def interrupted(self) -> bool:
        debugger = self._target.GetDebugger()
        return bool(debugger.InterruptRequested()) if hasattr(debugger, "InterruptRequested") else False

    def debugger_read(self, address: int, size: int) -> bytes:
        _check_state(self._process)
        error = lldb.SBError()  # lldb does not clear one that was used before
        data = self._process.ReadMemory(address, size, error)
        if data:
            return bytes(data)
        # what was not dumped of a file; lldb 22 leaves the error of a try before it, so the bytes count
        data = self._target.ReadMemory(self._target.ResolveLoadAddress(address), size, lldb.SBError())
        return bytes(data or b"")

    def debugger_regions(self) -> list[Region]:
        found = []
        regions = self._process.GetMemoryRegions()
        for number in range(regions.GetSize()):
            info = lldb.SBMemoryRegionInfo()
            if regions.GetMemoryRegionAtIndex(number, info) and info.IsMapped() and info.IsReadable():
                flags = "r" + "w" * info.IsWritable() + "x" * info.IsExecutable()
                start, end = info.GetRegionBase(), info.GetRegionEnd()
                found.append(Region(start, end, flags, *self._file_at(start)))
        taken = sorted((region.start, region.end) for region in found)
        for start, end, flags in self._read_only_sections():  # a minidump does not have them
            found += [Region(*rest, flags, *self._file_at(rest[0])) for rest in without(start, end, taken)]
        return sorted(found, key=lambda region: region.start)

    def _read_only_sections(self) -> Iterator[tuple[int, int, str]]:
        """(start, end, flags) of what lldb can read from the files of the target."""
        for module in self._target.module_iter():
            for section in module.section_iter():
                start, flags = section.GetLoadAddress(self._target), section.GetPermissions()
                readable = flags & lldb.ePermissionsReadable and not flags & lldb.ePermissionsWritable
                if start != lldb.LLDB_INVALID_ADDRESS and readable and section.GetFileByteSize():
                    yield start, start + section.GetFileByteSize(), "rx" if flags & lldb.ePermissionsExecutable else "r"

    def _file_at(self, address: int) -> tuple[str, int]:
        """The file that is mapped at an address, and the offset in it; ("", 0) where there is none."""
        place = self._target.ResolveLoadAddress(address)
        if not place.GetModule().IsValid():
            return "", 0
        section = place.GetSection()
        offset = section.GetFileOffset() + place.GetOffset() if section.IsValid() else 0
        return str(place.GetModule().GetFileSpec().fullpath), int(offset)

    def debugger_threads(self) -> list[Thread]:
        _check_state(self._process)
        selected = self._process.GetSelectedThread().GetIndexID()
        threads = sorted(self._process, key=lambda thread: (thread.GetIndexID() != selected, thread.GetIndexID()))
        registers = {t.GetThreadID(): _registers(t.GetFrameAtIndex(0)) if self.core is None else {} for t in threads}
        if self.core is None and not all("fs_base" in each for each in registers.values()):  # lldb before 19
            for lwp, pointer in thread_pointers(self).items():
                registers.setdefault(lwp, {}).setdefault("fs_base", pointer)
        return [Thread(t.GetIndexID(), t.GetThreadID(), t.GetName() or "", registers[t.GetThreadID()]) for t in threads]

    def debugger_symbols(self, prefix: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for module in self._target.module_iter():
            for symbol in module:
                name = symbol.GetMangledName() or symbol.GetName() or ""
                if name.startswith(prefix):
                    address = symbol.GetStartAddress().GetLoadAddress(self._target)
                    if address != lldb.LLDB_INVALID_ADDRESS:
                        found.setdefault(name, address)
        return found

    def debugger_symbolize(self, address: int) -> Optional[Symbol]:
        symbol = self._target.ResolveLoadAddress(address).GetSymbol()
        start = symbol.GetStartAddress().GetLoadAddress(self._target) if symbol.IsValid() else address + 1
        if start > address:
            return None
        return Symbol(symbol.GetName(), start, address - start, symbol.GetMangledName() or "")

    def selected_frame(self) -> Optional[Tuple[int, int]]:
        frame = self._process.GetSelectedThread().GetSelectedFrame()
        return (int(frame.GetPC()), int(frame.GetFP())) if frame.IsValid() else None

    def evaluate(self, text: str) -> int:
        frame = self._process.GetSelectedThread().GetSelectedFrame()
        value = frame.FindRegister(text[1:]) if text.startswith("$") else None
        if value is None or not value.IsValid():
            value = frame.EvaluateExpression(text)
        if value.GetError().Fail():
            said = (value.GetError().GetCString() or "").strip().rpartition("error: ")[2].partition("\n")[0]
            raise NotFound(f"lldb cannot evaluate it: {said}")
        error = lldb.SBError()
        word = int(value.GetValueAsUnsigned(error, 0))
        if error.Fail():
            raise NotFound("lldb gives no number for it")
        return word

    def disassemble(self, address: int, size: int) -> list[tuple[int, str]]:
        place = self._target.ResolveLoadAddress(address)
        rows, at = [], address
        for each in self._target.GetInstructions(place, self.read(address, size)):
            text = f"{each.GetMnemonic(self._target)} {each.GetOperands(self._target)}".strip()
            rows.append((at, text))
            at += each.GetByteSize()
        return rows

    def debugger_files(self) -> list[str]:
        files = [str(module.GetFileSpec().fullpath) for module in self._target.module_iter()]
        return [file for file in files if os.path.isfile(file)]


def _registers(frame: Any) -> dict[str, int]:
    found = {}
    for name in _REGISTERS:
        value = frame.FindRegister(name)
        if value.IsValid() and value.GetError().Success():
            found[name] = int(value.GetValueAsUnsigned())
    return found


def _check_state(process: Any) -> None:
    if process.GetState() not in _AT_REST:
        raise Error("the process is running", "`process interrupt` stops it")


def _core_path(process: Any, executable: str) -> str:
    """The core file of a process. lldb before 17 does not say it, but maps it, or has it on its command line."""
    if hasattr(process, "GetCoreFile"):
        return str(process.GetCoreFile().fullpath)
    threads = {thread.GetThreadID() for thread in process}
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
        paths = {line.split(None, 5)[5].rstrip("\n") for line in maps if len(line.split(None, 5)) == 6}
    with open("/proc/self/cmdline", "rb") as words:  # a mapping may have been refused
        paths |= {os.path.abspath(os.fsdecode(word)) for word in words.read().split(b"\0") if word}
    for path in sorted(filter(_is_core, paths)):
        # a core that is cut off before its notes has one that stands for all, with no number
        if {thread.lwp for thread in ElfCore(path, executable).threads() if thread.lwp} == threads:
            return path
    raise Error("lldb does not say where the core file is", "lldb 17 and later do; so do gdb and `v8dbg CORE`")


def _is_core(path: str) -> bool:
    if not os.path.isabs(path) or not os.path.isfile(path):  # a pipe would wait
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(18)
    except OSError:
        return False
    return head[:4] == b"\x7fELF" and int.from_bytes(head[16:18], "little") == ET_CORE


# -- one session a process -----------------------------------------------------------------

_sessions: dict[object, Session] = {}


def open_session(process: Any) -> Session:
    """The session of a process of lldb, kept until the process ends. Raises Error."""
    if not process.IsValid() or process.GetState() in (lldb.eStateInvalid, lldb.eStateExited, lldb.eStateDetached):
        raise Error("there is no process and no core", "`target create NODE --core CORE` or `process attach -p PID`")
    _check_state(process)
    file = process.GetTarget().GetExecutable()
    key = (process.GetUniqueID(), process.GetProcessID(), str(file.fullpath))
    if key not in _sessions:
        _sessions.clear()
        _sessions[key] = Session(LldbProcess(process))
    return _sessions[key]


# -- commands ------------------------------------------------------------------------------


def _color(debugger: Any) -> bool:
    return bool(
        debugger.GetUseColor()
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM", "dumb") != "dumb"
        and os.isatty(1)
    )


class V8Command:
    """A command of v8dbg; subclasses say which."""

    target: Sequence[str] = ()
    doc = ""

    def __init__(self, debugger: Any, internal: Any) -> None:
        pass

    def get_short_help(self) -> str:
        return (self.doc.strip().splitlines() or [""])[0]

    def get_long_help(self) -> str:
        return self.doc

    def __call__(self, debugger: Any, line: str, context: Any, result: Any) -> None:
        written: list[str] = []
        failure: list[str] = []
        width = int(debugger.GetTerminalWidth()) if os.isatty(1) else None
        out = Out(lambda text: (failure if out.failed else written).append(text), _color(debugger), width)
        try:
            argv = [*self.target, *commands.split(line)]
            commands.run(argv, lambda: open_session(_process(debugger, context)), out)
        finally:
            if written:
                result.PutCString("".join(written).rstrip("\n"))
        if failure:
            result.SetError("".join(failure).rstrip("\n"))
        else:
            result.SetStatus(lldb.eReturnStatusSuccessFinishResult)


def _process(debugger: Any, context: Any) -> Any:
    process = context.GetProcess()
    return process if process.IsValid() else debugger.GetSelectedTarget().GetProcess()


def _add(debugger: Any, name: str, target: Sequence[str], doc: str) -> None:
    cls = "V8_" + "".join(c if c.isalnum() else "_" for c in name)
    setattr(sys.modules[__name__], cls, type(cls, (V8Command,), {"target": list(target), "doc": doc}))
    debugger.HandleCommand(f"command script add -o -c {__name__}.{cls} {name}")


def register(debugger: Any) -> None:
    """Adds v8dbg's commands to lldb."""
    known = commands.names()
    for name, doc in known.items():
        _add(debugger, name, [name], doc)
    debugger.HandleCommand("command container add -o -h \"v8dbg's commands, by llnode's names too.\" v8")
    containers = set()
    for name, shortcut in v8_commands().items():
        first, _, rest = name.partition(" ")
        if rest and first not in containers:
            debugger.HandleCommand(f'command container add -o -h "llnode\'s commands." v8 {first}')
            containers.add(first)
        _add(debugger, f"v8 {name}", shortcut.words, shortcut.doc)
