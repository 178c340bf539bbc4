"""A running process of this machine, read through ptrace: random stops and single steps without a debugger."""

import ctypes
import os
import signal
import struct

from v8dbg.debugger import DebuggerProcess
from v8dbg.process import Thread

ATTACH, DETACH, GETREGS, SETREGS, CONT, SINGLESTEP, WALL = 16, 17, 12, 13, 7, 9, 0x40000000
INT3 = b"\xcc"
REGISTERS = ("r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base"
             " ds es fs gs").split()
REGISTERS_FORMAT = "<27Q"
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4
libc.ptrace.restype = ctypes.c_long


class TracedProcess(DebuggerProcess):
    """Only its first thread stops; `epoch` is that of the last attach."""

    name = "ptrace"

    def __init__(self, pid: int) -> None:
        self._stops = 0
        super().__init__("", "", pid)
        self._memory = open(f"/proc/{pid}/mem", "r+b", buffering=0)

    def _trace(self, request: int, data: int = 0) -> None:
        if libc.ptrace(request, self.pid, 0, data):
            raise OSError(ctypes.get_errno(), f"ptrace request {request} on {self.pid}")

    def __enter__(self) -> "TracedProcess":
        self._trace(ATTACH)
        os.waitpid(self.pid, WALL)
        self._stops += 1
        return self

    def __exit__(self, *_: object) -> None:
        self._trace(DETACH)

    def step(self) -> None:
        """One instruction on. The pages that were read are forgotten, the rest is taken to be as before."""
        self._trace(SINGLESTEP)
        os.waitpid(self.pid, WALL)
        self._pages.clear()

    def run_to(self, addresses) -> int:
        """Runs to the next of these instructions that comes, and returns its address; it has not executed then."""
        if self.registers()["rip"] in addresses:
            self.step()  # or it would stop where it stands, again and again
        memory = self._memory.fileno()
        kept = {address: os.pread(memory, 1, address) for address in addresses}
        for address in kept:
            os.pwrite(memory, INT3, address)
        self._trace(CONT)
        _, status = os.waitpid(self.pid, WALL)
        assert os.WIFSTOPPED(status) and os.WSTOPSIG(status) == signal.SIGTRAP, status
        for address, byte in kept.items():
            os.pwrite(memory, byte, address)
        registers = self.registers()
        registers["rip"] -= 1
        buffer = ctypes.create_string_buffer(struct.pack(REGISTERS_FORMAT, *registers.values()))
        self._trace(SETREGS, ctypes.addressof(buffer))
        self._pages.clear()
        self.forget()
        return registers["rip"]

    def forget(self) -> None:
        """What was cached is not to be relied on."""
        self._stops += 1

    def registers(self) -> dict:
        buffer = ctypes.create_string_buffer(struct.calcsize(REGISTERS_FORMAT))
        self._trace(GETREGS, ctypes.addressof(buffer))
        return dict(zip(REGISTERS, struct.unpack(REGISTERS_FORMAT, buffer.raw)))

    def threads(self) -> list:
        return [Thread(1, self.pid, "node", self.registers())]

    def debugger_read(self, address: int, size: int) -> bytes:
        try:
            return os.pread(self._memory.fileno(), size, address)
        except OSError:
            return b""

    def debugger_files(self) -> list:
        return [self.executable]

    def symbols(self, prefix: str) -> dict:
        return self.modules.symbols(prefix)

    def symbolize(self, address: int):
        return self.modules.symbolize(address)

    @property
    def executable(self) -> str:
        return os.readlink(f"/proc/{self.pid}/exe")

    @property
    def epoch(self) -> int:
        return self._stops
