"""Unwinding native code: encodings, tables that are made here, and those of the C library."""

import signal
import struct
import subprocess
import sys
import time

import pytest

import nodes
import targets
from traced import TracedProcess
from v8dbg import walk
from v8dbg.cfi import Unwinder
from v8dbg.dwarf import Reader, evaluate
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Corrupt, NotFound
from v8dbg.process import Process, Region
from v8dbg.session import Session

BASE = 0x10000
HEADER, FRAMES, TEXT = BASE + 0x1000, BASE + 0x2000, BASE + 0x4000


@pytest.mark.parametrize("data, unsigned, signed", [
    (b"\x00", 0, 0), (b"\x02", 2, 2), (b"\x7f", 127, -1), (b"\x80\x01", 128, 128), (b"\xe5\x8e\x26", 624485, 624485),
    (b"\xff\x7e", 16255, -129),
])
def test_leb128(data, unsigned, signed):
    assert Reader(data).uleb() == unsigned
    assert Reader(data).sleb() == signed


@pytest.mark.parametrize("encoding, data, expected", [
    (0x00, struct.pack("<Q", 0x1234), 0x1234),
    (0x03, struct.pack("<I", 0x89ABCDEF), 0x89ABCDEF),
    (0x0B, struct.pack("<i", -16), (1 << 64) - 16),
    (0x1B, struct.pack("<i", -16), 0x5000 - 16),  # from its own place
    (0x3B, struct.pack("<i", 32), 0x7020),  # from the table
    (0x9B, struct.pack("<i", 8), 0x5008 * 2),  # through memory
    (0x1B, struct.pack("<i", 0), 0),  # nothing is nothing
    (0x01, b"\x80\x01", 128),
])
def test_pointers(encoding, data, expected):
    assert Reader(data, 0x5000).pointer(encoding, lambda address: address * 2, 0x7000) == expected


def test_a_table_that_ends_early():
    with pytest.raises(Corrupt):
        Reader(b"\x80").uleb()
    with pytest.raises(Corrupt):
        Reader(b"\x05ab").block()


@pytest.mark.parametrize("expression, expected", [
    (b"\x77\x08", 0x1008),  # rsp + 8
    # what linkers write for a PLT: rsp + 8 + ((rip & 15) >= 11) * 8
    (b"\x77\x08\x80\x00\x3f\x1a\x3b\x2a\x33\x24\x22", 0x1010),
    (b"\x77\x00\x06", 0x1000 ^ 0xFF),
    (b"\x77\x10\x23\x90\x01", 0x1010 + 144),
    (b"\x38\x32\x1c", 6),
    (b"\x11\x7f", (1 << 64) - 1),
])
def test_expressions(expression, expected):
    registers = {"rsp": 0x1000, "rip": 0x400B}
    assert evaluate(expression, registers, None, lambda address: address ^ 0xFF) == expected


def test_expressions_that_cannot_be():
    with pytest.raises(Corrupt):
        evaluate(b"\x22", {}, None, int)
    with pytest.raises(Corrupt):
        evaluate(b"\xff", {}, 1, int)
    with pytest.raises(NotFound):
        evaluate(b"\x77\x08", {}, None, int)


class Image(Process):
    """A module made of bytes: an ELF header, unwind tables, text."""

    def __init__(self, instructions, augmentation=b"zR", stack=None):
        super().__init__()
        self.memory = {BASE: elf_header(), **tables(instructions, augmentation), TEXT: bytes(256)}
        self.memory[0x70000] = b"".join(word.to_bytes(8, "little") for word in stack or range(0x100, 0x140))

    def fetch(self, address, size):
        for start, data in self.memory.items():
            if start <= address < start + 0x1000:
                return (data + bytes(0x1000 - len(data)))[address - start : address - start + size]
        return b""

    def regions(self):
        return [Region(BASE, BASE + 0x8000, "rx", "/made/here", 0), Region(0x70000, 0x71000, "rw")]


def elf_header():
    segments = struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, 0x8000, 0x8000, 0x1000)
    segments += struct.pack("<IIQQQQQQ", 0x6474E550, 4, 0x1000, 0x1000, 0, 64, 64, 4)
    head = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    return head + segments


def tables(instructions, augmentation):
    # code alignment 1, data alignment -8, return address in 16; CFA = rsp + 8, rip at CFA - 8
    cie = struct.pack("<IB", 0, 1) + augmentation + b"\0\x01\x78\x10\x01\x1b\x0c\x07\x08\x90\x01"
    cie = struct.pack("<I", len(cie)) + cie
    at = FRAMES + len(cie) + 4
    fde = struct.pack("<IiIB", len(cie) + 4, TEXT - at - 4, 0x80, 0) + instructions
    fde = struct.pack("<I", len(fde)) + fde
    header = b"\x01\x1b\x03\x3b" + struct.pack("<iI", FRAMES - HEADER - 4, 1)
    header += struct.pack("<ii", TEXT - HEADER, FRAMES + len(cie) - HEADER)
    return {HEADER: header, FRAMES: cie + fde}


PUSHED = b"\x41\x0e\x10\x86\x02\x43\x0d\x06\x41\x0a\xc6\x0c\x07\x08\x41\x0b"  # push rbp; mov; …; pop; ret; more


@pytest.mark.parametrize("offset, cfa, rbp", [(0, 0x70008, 7), (1, 0x70010, 0x100), (4, 0x70030, 0x104),
                                              (5, 0x70008, 7), (6, 0x70030, 0x104)])
def test_rows(offset, cfa, rbp):
    """One byte further each: advance, def_cfa_offset, offset, def_cfa_register, remember, restore and restore_state."""
    registers = {"rip": TEXT + offset, "rsp": 0x70000, "rbp": 7 if cfa != 0x70030 else 0x70020, "rbx": 3}
    caller, signalled = Unwinder(Image(PUSHED)).step(registers, False)
    assert caller["rsp"] == cfa and caller["rbp"] == rbp and caller["rbx"] == 3 and not signalled
    assert caller["rip"] == 0x100 + (cfa - 8 - 0x70000) // 8


def test_a_return_address_belongs_to_the_call_before_it():
    unwinder = Unwinder(Image(PUSHED))
    registers = {"rip": TEXT + 1, "rsp": 0x70000, "rbp": 7}
    assert unwinder.step(registers, True)[0]["rsp"] == 0x70008
    assert unwinder.step(registers, False)[0]["rsp"] == 0x70010
    with pytest.raises(NotFound):
        unwinder.step({**registers, "rip": TEXT}, True)
    with pytest.raises(NotFound):
        unwinder.step({**registers, "rip": TEXT + 0x80}, False)


def test_the_outermost_frame_has_no_caller():
    caller, _ = Unwinder(Image(b"\x07\x10")).step({"rip": TEXT, "rsp": 0x70000}, False)
    assert "rip" not in caller


def test_a_signal_frame():
    expression = b"\x10\x10\x02\x77\x10" + b"\x16\x06\x02\x77\x28"  # rip is saved at rsp + 16, rbp is rsp + 40
    registers = {"rip": TEXT, "rsp": 0x70000, "rbp": 1}
    caller, signalled = Unwinder(Image(expression, b"zRS")).step(registers, False)
    assert signalled and caller["rip"] == 0x102 and caller["rbp"] == 0x70028


def test_an_unknown_instruction():
    with pytest.raises(Corrupt):
        Unwinder(Image(b"\x3f")).row(TEXT)


def test_no_module_there():
    with pytest.raises(NotFound):
        Unwinder(Image(b"")).row(0x70000)
    with pytest.raises(NotFound):
        Unwinder(Image(b"")).row(0x1234)


def test_the_kernel_s_own_module():
    version = nodes.versions("full")[-1]
    target = targets.core("sort", version)
    core = ElfCore(str(target.core), str(target.node))
    vdso = next(module for module in core.modules.all if module.path == "[vdso]")
    covered = 0
    unwinder = Unwinder(core)
    for pc in range(vdso.start, vdso.start + 0x2000, 16):
        try:
            unwinder.row(pc)
            covered += 1
        except NotFound:
            pass
    assert covered > 10


IN_A_HANDLER = """
import ctypes, os, signal
libc = ctypes.CDLL(None)
kind = ctypes.CFUNCTYPE(None, ctypes.c_int)
@kind
def handle(number):
    print("ready", flush=True)
    libc.pause()
libc.signal.argtypes = [ctypes.c_int, kind]
libc.signal(signal.SIGUSR1, handle)
libc.raise_(0) if hasattr(libc, "raise_") else libc.kill(os.getpid(), signal.SIGUSR1)
"""


def test_through_a_signal_handler_to_start():
    """A C signal handler of a Python process: native frames, the kernel's frame, and the interrupted call below it."""
    child = subprocess.Popen([sys.executable, "-c", IN_A_HANDLER], stdout=subprocess.PIPE)
    try:
        assert child.stdout.readline() == b"ready\n"
        time.sleep(0.1)
        process = TracedProcess(child.pid)
        with process:
            unwinder, registers, names, returned, signals = Unwinder(process), process.registers(), [], False, 0
            for _ in range(300):
                symbol = process.symbolize(registers["rip"] - returned)
                names.append(symbol.name if symbol else "")
                registers, signalled = unwinder.step(registers, returned)
                returned, signals = not signalled, signals + signalled
                if not registers.get("rip"):
                    break
        assert signals == 1
        assert names[0].endswith("pause") and "kill" in names and names[-1] == "_start"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_callee_saved_registers_survive_javascript(version):
    """JSEntry saved them; the C++ below it needs them. r13 of generated code is the isolate's root register."""
    target = targets.core("sort", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    frames = list(walk.physical_frames(session, session.process.threads()[0]))
    at = max(i for i, frame in enumerate(frames) if frame.frame_type == "EntryFrame")
    for frame in frames[at + 1 :]:
        assert {"rbx", "rbp", "r12", "r13", "r14", "r15"} <= set(frame.registers)
    roots = {frame.registers["r13"] for frame in frames if frame.is_v8}
    assert len(roots) == 1
