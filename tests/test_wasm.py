"""WebAssembly on the stack: as V8 says it, and in one clear note where memory is damaged."""

import random
import struct
import time

import pytest

import nodes
import targets
from v8dbg import wasm
from v8dbg.asmjs import decode, decode_array, find_positions
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Corrupt, Error, NotFound
from v8dbg.frames import stack
from v8dbg.process import Process, Region
from v8dbg.session import Session
from v8dbg.walk import Walk
from v8dbg.wasm_bytes import WireBytes

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))
NEWEST = nodes.versions()[-1]
BASE = 0x10000


class Bytes(Process):
    """A process of one range of memory."""

    def __init__(self, data):
        self.data = data
        super().__init__()

    def fetch(self, address, size):
        at = address - BASE
        return self.data[at : at + size] if 0 <= at < len(self.data) else b""

    def regions(self):
        return [Region(BASE, BASE + len(self.data), "r")]


class Poked(ElfCore):
    """A core with some words changed."""

    def __init__(self, *args):
        self.pokes, self.times = {}, 0
        super().__init__(*args)

    @property
    def epoch(self):
        return self.times

    def poke(self, words):
        """Changes these words and no others."""
        self.pokes = {address: struct.pack("<Q", word) for address, word in words.items()}
        self.times += 1

    def fetch(self, address, size):
        data = bytearray(super().fetch(address, size))
        for at, word in self.pokes.items():
            for i, byte in enumerate(word):
                if 0 <= at + i - address < len(data):
                    data[at + i - address] = byte
        return bytes(data)


def leb(number):
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + leb(number >> 7)


def text(string):
    data = string if isinstance(string, bytes) else string.encode()
    return leb(len(data)) + data


def vector(*items):
    return leb(len(items)) + b"".join(items)


def section(kind, data):
    return bytes([kind]) + leb(len(data)) + data


def module(*sections):
    return b"\0asm\1\0\0\0" + b"".join(sections)


def imported(*kind):
    return text("env") + text("x") + bytes(kind)


def wire(data):
    return WireBytes(Bytes(data + b"\xff" * 32), BASE, len(data))


NAMES = vector(
    leb(0) + text("first"), leb(0) + text("second"), leb(1) + text(b"\xc3("), leb(1) + text("nämed"), leb(2) + text(""),
)
IMPORTS = vector(
    imported(0, 5), imported(1, 0x70, 0, 1), imported(1, 0x63, 0x90, 1, 1, 1, 2), imported(2, 1, 0x80, 1, 0x80, 2),
    imported(2, 4, 1), imported(2, 8, 1, 16), imported(3, 0x7F, 1), imported(3, 0x64, 3, 0), imported(4, 0, 2),
    imported(0, 1),
)
WHOLE = module(
    section(0, text("other") + b"\xff\xff"),
    section(2, IMPORTS),
    section(7, vector(text("a") + b"\0\3", text("b") + b"\0\3", text("memory") + b"\2\0")),
    section(10, vector(leb(3) + b"\0\1\x0b", leb(200) + b"\0" * 200)),
    section(0, text("name") + section(0, text("module")) + section(1, NAMES) + section(2, b"\0")),
)


def test_a_module_is_read():
    found = wire(WHOLE)
    assert found.imported_functions == 2
    assert found.names == {0: "first", 1: "nämed", 2: ""}
    assert found.export_names == {3: "a"}
    start, end = found.body(2)
    assert WHOLE[start:end] == b"\0\1\x0b"
    assert found.body(3)[1] - found.body(3)[0] == 200
    for index in (0, 1, 4):
        with pytest.raises(NotFound):
            found.body(index)


def test_an_empty_module_has_nothing():
    found = wire(module())
    assert (found.imported_functions, found.names, found.export_names, found.bodies) == (0, {}, {}, [])


def test_a_damaged_name_section_keeps_what_came_before():
    names = text("name") + section(1, vector(leb(0) + text("kept"), leb(1) + leb(99) + b"short"))
    assert wire(module(section(0, names))).names == {0: "kept"}


@pytest.mark.parametrize("kind", [2, 7, 10])
def test_numbers_without_an_end_are_refused(kind):
    with pytest.raises(Corrupt):
        found = wire(module(section(kind, b"\xff" * 40)))
        assert (found.imported_functions, found.export_names, found.bodies) is None


def ask_everything(data):
    found = wire(data)
    for question in ("sections", "imported_functions", "bodies", "names", "export_names"):
        try:
            getattr(found, question)
        except Error:
            continue


def test_damaged_modules_stop_nothing():
    begin = time.process_time()
    for size in range(8, len(WHOLE)):
        ask_everything(WHOLE[:size])
    chance = random.Random(1)
    for _ in range(3000):
        data = bytearray(WHOLE)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(8, len(data))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        ask_everything(bytes(data))
    assert time.process_time() - begin < 60


def signed(number):
    return bytes([number & 0x7F]) if -64 <= number < 64 else bytes([number & 0x7F | 0x80]) + signed(number >> 7)


BODIES = [(100, 120), (130, 150), (160, 170)]
ROWS = leb(2) + leb(1000) + leb(4) + signed(70) + signed(-5) + leb(6) + signed(-200) + signed(0)
TABLE = leb(3) + text(ROWS) + text(b"") + text(leb(0) + leb(7))
POSITIONS = {100: (1000, 1000), 106: (1070, 1065), 112: (865, 865), 160: (7, 7)}


def test_positions_of_asm_js_are_read_in_both_forms():
    assert decode(TABLE, BODIES) == POSITIONS
    assert decode_array(TABLE + b"\0", BODIES) == POSITIONS
    rows = b"".join(struct.pack("<3i", at, *both) for at, both in POSITIONS.items())
    assert decode_array(rows + b"\1", BODIES) == POSITIONS


def test_damaged_positions_of_asm_js_are_refused():
    outside = leb(3) + text(leb(2) + leb(5) + leb(99) + b"\0\0")
    for data in (b"", leb(2) + TABLE[1:], TABLE[:-1], TABLE + b"\0", outside):
        with pytest.raises(Corrupt):
            decode(data, BODIES)
    with pytest.raises(Corrupt):
        decode_array(TABLE + b"\2", BODIES)


def test_zeros_are_no_positions_of_asm_js():
    """What a pointer of the module leads to may look like a table of functions that have no positions."""
    table, empty, zeros = BASE + 0x200, BASE + 0x300, BASE + 0x400
    memory = bytearray(0x1000)
    struct.pack_into("<Q", memory, 0, BASE + 0x100)
    struct.pack_into("<2Q", memory, 0x300, zeros, zeros + 32 * len(BODIES))
    memory[0x200 : 0x200 + len(TABLE)] = TABLE
    struct.pack_into("<2Q", memory, 0x100, empty, BASE + 0x180)
    assert find_positions(Bytes(memory), BASE, BODIES) is None
    memory[0x280:0x284] = leb(3) + bytes(3)
    struct.pack_into("<5Q", memory, 0x100, empty, BASE + 0x280, 4, table, len(TABLE))
    assert find_positions(Bytes(memory), BASE, BODIES) == POSITIONS


# -- on cores ------------------------------------------------------------------------------------


def opened(version, name="wasm_names"):
    target = targets.core(name, version)
    process = Poked(str(target.core), str(target.node))
    return target, Session(process), process.threads()[0]


def wasm_frames(session, thread):
    return [frame for frame in stack(session, thread).frames if frame.kind == "wasm"]


def objects(session, thread):
    """NativeModule, WasmCode and frame pointer of the innermost function."""
    physical = next(each for each in Walk(session, thread) if each.frame_type in wasm.FUNCTION_FRAMES)
    instance = session.heap_object(session.process.u64(physical.fp - 16))
    native = wasm._module_of(instance).native
    return native, native.code_at(physical.pc - 1), physical


@VERSIONS
def test_names_and_positions_are_those_of_v8(version):
    target, session, thread = opened(version)
    said = [(site["function"], site["script"], site["line"], site["column"]) for site in target.truth["sites"]]
    frames = wasm_frames(session, thread)
    ours = [(frame.function, frame.script, frame.line, frame.column) for frame in frames]
    assert ours == said[1 : 1 + len(ours)] and said[1 + len(ours)][0] == "main"
    assert [frame.display for frame in frames[:2]] == ["leaf", "récursif ✓"]
    assert frames[-1].display in ("exported", "wasm-function[5]") and frames[-2].display == "wasm-function[4]"
    assert not any(frame.notes for frame in frames)


@VERSIONS
def test_code_agrees_with_its_module(version):
    _, session, thread = opened(version)
    native, code, physical = objects(session, thread)
    assert code.native_module == native.address and physical.pc in code and code.index == 1
    start, end = native.wire_bytes.body(1)
    assert code.positions and all(0 <= entry.script_offset < end - start for entry in code.positions)
    table = {each.address for each in native._in_arrays() if each._int("index") == 1}
    assert code.address in table  # the other way to code gives the same


@VERSIONS
def test_code_of_two_tiers_is_told_apart(version):
    _, session, thread = opened(version, "opt_wasm_tiers")
    native, code, _ = objects(session, thread)
    frames = wasm_frames(session, thread)
    assert [frame.display for frame in frames] == ["leaf", "middle", "outer"] * 2
    assert {frame.column for frame in frames[:3]} == {frame.column for frame in frames[3:]}
    codes = {native.code_at(frame.pc - 1) for frame in frames}
    assert {code.index for code in codes} >= {1, 3} and not any(frame.notes for frame in frames)
    if nodes.parse(version) >= (18, 20):  # V8 tiers up one hot function at a time
        assert len({code.address for code in codes}) == 6 - sum(frame.inlined for frame in frames)


@VERSIONS
def test_asm_js_has_positions_in_its_source(version):
    target, session, thread = opened(version, "asm_js")
    frames = wasm_frames(session, thread)
    said = [(s["function"], s["script"], s["line"], s["column"]) for s in target.truth["sites"][1 : 1 + len(frames)]]
    assert [(frame.function, frame.script, frame.line, frame.column) for frame in frames] == said
    assert [frame.function for frame in frames] == ["inner"] * 3 + ["twice", "run"]
    assert all(frame.exact and not frame.notes for frame in frames)


@VERSIONS
def test_damage_is_said_once_in_each_frame(version):
    _, session, thread = opened(version)
    _, code, physical = objects(session, thread)
    script = wasm_frames(session, thread)[0].script
    session.process.poke({code._place("native_module"): 0})
    frames = wasm_frames(session, thread)
    assert len(frames[0].notes) == 1 and "function and position not read" in frames[0].notes[0]
    assert (frames[0].function, frames[0].script, frames[0].line) == (None, script, None)
    session.process.poke({physical.fp - 16: 0})
    frames = wasm_frames(session, thread)
    assert len(frames[0].notes) == 1 and frames[0].function is None and frames[1].function == "récursif ✓"
    session.process.poke({})
    assert wasm_frames(session, thread)[0].function == "leaf"


@pytest.mark.parametrize("version", [nodes.versions("all")[0], NEWEST])
def test_damaged_memory_stops_nothing(version):
    _, session, thread = opened(version)
    native, code, physical = objects(session, thread)
    instance = session.process.u64(physical.fp - 16) - 1
    places = [native.address + 8 * i for i in range(70)] + [(code.address & ~7) + 8 * i for i in range(12)]
    places += [(native.wire_bytes.address & ~7) + 8 * i for i in range(native.wire_bytes.size // 8)]
    places += [instance + 8 * i for i in range(30)]
    chance = random.Random(2)
    frames = [each for each in Walk(session, thread) if each.frame_type in wasm.FUNCTION_FRAMES]
    begin = time.process_time()
    for _ in range(200):
        words = (0, 1, (1 << 64) - 1, chance.randrange(1 << 64), native.address, code.address, physical.fp)
        session.process.poke({chance.choice(places): chance.choice(words) for _ in range(4)})
        for each in frames:
            try:
                assert wasm.describe(session, each.fp, each.pc, each.is_top)
            except Error:
                continue
    assert time.process_time() - begin < 60
