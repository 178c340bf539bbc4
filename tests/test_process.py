"""One contract for every process: a core without a debugger, in gdb, in lldb, live ones, and a fake.

The truth is the debuggers' own: what gdb dumps from memory, the kernel's /proc, gdb's symbols and registers."""

import gzip
import json
import os
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
from types import SimpleNamespace

import pytest

import debuggers
import nodes
import probes
import targets
from v8dbg import elf_file
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Corrupt, Error, NotFound
from v8dbg.process import PAGE, Process, Region, Thread, with_moved_text

FULL = sorted(nodes.versions("full"), key=nodes.parse)
ONE = FULL[-1]
ENDS = sorted({FULL[0], ONE}, key=nodes.parse)


@pytest.fixture(scope="module")
def core():
    return targets.core("workers", ONE)


def first(result):
    """What the first line printed, as JSON; its failure is the test's."""
    assert not result.stderr, result.stderr + result.log
    return json.loads(result.outputs[0].text)


# -- the contract ----------------------------------------------------------------------------


class FakeProcess(Process):
    """Pages of known bytes, some side by side, one that ends inside a page."""

    PIECES = ((0x10000, 3 * PAGE), (0x10000 + 3 * PAGE, 100 * PAGE), (0x900000, PAGE // 2), (0x7F0000000000, 5))

    def byte(self, address):
        return (address * 7 + (address >> 12)) & 0xFF

    def fetch(self, address, size):
        for start, length in self.PIECES:
            if start <= address < start + length:  # short, as debuggers read up to the end of what they know
                return bytes(self.byte(a) for a in range(address, min(address + size, start + length, address + 5000)))
        return b""

    def regions(self):
        return [Region(start, start + length, "rw") for start, length in self.PIECES]

    def threads(self):
        return [Thread(1, 10, "fake", dict.fromkeys("rip rsp rbp rbx r13 fs_base".split(), 0x10000))]


def test_contract_fake():
    process = FakeProcess()
    assert probes.contract(process) == []
    assert process.read(0x10000 + PAGE - 3, 7) == bytes(process.byte(0x10000 + PAGE - 3 + i) for i in range(7))


@pytest.mark.parametrize("version", ENDS)
def test_contract_core(version):
    target = targets.core("workers", version)
    assert probes.contract(ElfCore(str(target.core), str(target.node))) == []


@pytest.mark.parametrize("host", ["gdb", "lldb"])
@pytest.mark.parametrize("version", ENDS)
def test_contract_debugger(host, version):
    assert first(debuggers.run(host, targets.core("workers", version), ["!probes.contract"])) == []


@pytest.mark.live
@pytest.mark.parametrize("host", ["gdb", "lldb-14", "lldb-19", "lldb-22"])
def test_contract_live(host):
    with targets.live("workers_live", ONE) as target:
        result = debuggers.run(host, target, ["!probes.contract", f"!probes.against_proc {target.pid}"])
    assert [json.loads(output.text) for output in result.outputs] == [[], []]


@pytest.mark.parametrize("version", FULL)
def test_same_in_every_host(version):
    target = targets.core("workers", version)
    process = ElfCore(str(target.core), str(target.node))
    expected = json.loads(json.dumps(probes.survey(process)))
    hosts = ["gdb", "lldb"] + (["lldb-19", "lldb-22"] if version == ONE else [])
    for host in hosts:
        found = first(debuggers.run(host, target, ["!probes.survey"]))
        for part in expected:
            assert found[part] == expected[part], (host, part)
    assert expected["warnings"] == [] and expected["executable"] == str(target.node)


def test_selected_thread_comes_first_and_stays_selected(core):
    gdb = debuggers.run_gdb(core, ["thread 3", "up", "!probes.survey", "thread", "info frame"])
    assert [t[0] for t in json.loads(gdb.outputs[2].text)["threads"]][:3] == [3, 1, 2]
    assert "Current thread is 3 " in gdb.outputs[3].text and "level 1" in gdb.outputs[4].text
    lldb = debuggers.run_lldb(
        core, ["thread select 3", "frame select 1", "!probes.survey", "thread info", "frame info"]
    )
    assert [t[0] for t in json.loads(lldb.outputs[2].text)["threads"]][:3] == [3, 1, 2]
    assert lldb.outputs[3].text.startswith("thread #3") and lldb.outputs[4].text.startswith("frame #1")


@pytest.mark.live
def test_selection_stays_live():
    with targets.live("workers_live", ONE) as target:
        gdb = debuggers.run_gdb(target, ["thread 3", "up", "!probes.survey", "thread", "info frame"])
    assert [t[0] for t in json.loads(gdb.outputs[2].text)["threads"]][:3] == [3, 1, 2]
    assert "Current thread is 3 " in gdb.outputs[3].text and "level 1" in gdb.outputs[4].text


# -- the truth -------------------------------------------------------------------------------


def test_bytes_are_those_that_gdb_dumps(core, tmp_path):
    process = ElfCore(str(core.core), str(core.node))
    chosen = probes.some(process.regions(), 40)
    lines = [f"dump binary memory {tmp_path}/{i} {r.start:#x} {r.end:#x}" for i, r in enumerate(chosen)]
    result = debuggers.run_gdb(core, lines, plugin=False)
    assert not result.stderr
    for i, region in enumerate(chosen):
        assert (tmp_path / str(i)).read_bytes() == process.read(region.start, region.end - region.start), region


def test_nothing_exists_that_is_neither_dumped_nor_in_a_file(core):
    """gdb's `maint info sections` says what was dumped: HAS_CONTENTS. Of the rest gdb reads zeros; we must not."""
    text = debuggers.run_gdb(core, ["maint info sections"], plugin=False).stdout.partition("Core file:")[2]
    rows = re.findall(r"(0x[0-9a-f]+)->(0x[0-9a-f]+) at 0x[0-9a-f]+: load\d+\w* (.*)", text)
    assert len(rows) > 50
    process = ElfCore(str(core.core), str(core.node))
    holes = 0
    for start, end, flags in rows:
        start, end = int(start, 16), int(end, 16)
        exists = process.readable(start, end - start)
        if "HAS_CONTENTS" in flags:
            assert exists, hex(start)
        else:
            region = process.region(start)
            assert region is None or region.path, region
            holes += region is None
    assert holes


def test_symbols_are_those_of_gdb(core):
    text = debuggers.run_gdb(core, ["info variables ^v8dbg_"], plugin=False).stdout
    expected = {name: int(address, 16) for address, name in re.findall(r"^0x([0-9a-f]+)\s+(v8dbg_\w+)$", text, re.M)}
    assert len(expected) > 300
    assert ElfCore(str(core.core), str(core.node)).symbols("v8dbg_") == expected


def test_functions_are_those_of_gdb(core):
    process = ElfCore(str(core.core), str(core.node))
    region = next(
        r for r in process.regions() if "x" in r.flags and r.path == str(core.node) and r.end - r.start > 1 << 20
    )
    places = range(region.start, region.end, (region.end - region.start) // 200)
    answers = debuggers.run_gdb(core, [f"info symbol {place:#x}" for place in places], plugin=False).outputs
    named = same = 0
    for place, answer in zip(places, answers):
        symbol = process.symbolize(place)
        match = re.match(r"(.+?)(?: \+ (\d+))? in section \.text", answer.text)
        if match is None:  # data, or what gdb has no name for
            continue
        assert symbol is not None, (hex(place), answer)
        named += 1
        same += symbol.offset == int(match[2] or 0)
        assert symbol.start + symbol.offset == place
    assert named > 50 and same >= named - 2, f"{same} of {named}"


def test_registers_are_those_of_gdb(core):
    process = ElfCore(str(core.core), str(core.node))
    lines = [line for t in process.threads() for line in (f"thread {t.id}", "info registers rip rsp rbp r13 fs_base")]
    outputs = debuggers.run_gdb(core, lines, plugin=False).outputs
    for thread, answer in zip(process.threads(), outputs[1::2]):
        values = dict(re.findall(r"^(\w+)\s+0x([0-9a-f]+)", answer.text, re.M))
        assert {name: thread.registers[name] for name in values} == {n: int(v, 16) for n, v in values.items()}
        assert len(values) == 5


# -- what is not there -----------------------------------------------------------------------


def abort_core(folder, argv, coredump_filter="0x33"):
    """The kernel's core of a command that aborts."""

    def allow():
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
        with open("/proc/self/coredump_filter", "w") as file:
            file.write(coredump_filter)

    done = subprocess.run(argv, cwd=folder, preexec_fn=allow, capture_output=True, timeout=60)
    found = sorted(folder.glob("core*"))
    assert done.returncode == -signal.SIGABRT and found, f"{argv} left no core: {done.stderr[-500:]}"
    return found[0]


@pytest.fixture(scope="module")
def python_core(tmp_path_factory):
    """A small core of a position-independent program with shared libraries: Python's own."""
    folder = tmp_path_factory.mktemp("python")
    program = shutil.copy(os.path.realpath(sys.executable), folder / "python3")
    core = abort_core(folder, [program, "-Sc", "import os; os.abort()"])
    return SimpleNamespace(core=core, node=program)


def test_other_program(python_core):
    process = ElfCore(str(python_core.core))
    assert process.executable == str(python_core.node) and process.signal == signal.SIGABRT
    assert probes.contract(process) == []
    assert process.symbolize(process.threads()[0].registers["rip"]).offset < 10_000
    assert process.symbols("v8dbg_") == {}
    abort = process.symbols("abort")["abort"]
    assert process.symbolize(abort).start == abort and process.symbolize(abort).name == "abort"


def cut(target, folder, part):
    size = os.path.getsize(target.core)
    path = folder / "cut"
    subprocess.run(["cp", "--sparse=always", target.core, path], check=True)
    os.truncate(path, int(size * part))
    return SimpleNamespace(core=path, node=target.node, missing=size - int(size * part))


@pytest.mark.parametrize("part", [0.9, 0.5, 0.1])
def test_cut_off(core, tmp_path, part):
    whole = ElfCore(str(core.core), str(core.node))
    short = cut(core, tmp_path, part)
    process = ElfCore(str(short.core), str(short.node))
    assert [int(n) for w in process.warnings() for n in re.findall(r"cut off: (\d+) bytes", w)] == [short.missing]
    bad = [text for text in probes.contract(process) if "its stack cannot be read" not in text]
    assert bad == []
    for region in probes.some(process.regions()):
        size = min(1 << 20, region.end - region.start)
        assert process.read(region.start, size) == whole.read(region.start, size)
    for host in ("gdb", "lldb"):
        found = first(debuggers.run(host, short, ["!probes.survey"]))
        assert found["warnings"] == process.warnings() and len(found["regions"]) == len(process.regions())


def test_wrong_executable(core):
    other = SimpleNamespace(node="/bin/sleep")
    right, wrong = (elf_file.ElfFile(str(t.node)).build_id for t in (core, other))
    assert right != wrong
    with pytest.raises(Error, match=f"wrong executable.*{right}.*{wrong}") as caught:
        ElfCore(str(core.core), str(other.node))
    assert "give the file" in caught.value.hint
    mixed = SimpleNamespace(core=core.core, node=other.node)
    for result in (debuggers.run_cli(mixed, ["jsstack"]), debuggers.run_gdb(mixed, ["jsstack"])):
        assert result.status and right in result.stderr and wrong in result.stderr and not result.stdout, result


def test_executable_is_found_or_missed(python_core, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    program = shutil.copy(python_core.node, gone / "python3")
    core = abort_core(gone, [program, "-Sc", "import os; os.abort()"])
    kept = shutil.move(program, tmp_path / "kept")
    process = ElfCore(str(core))
    assert process.executable == ""
    assert [w for w in process.warnings() if "no executable" in w and str(program) in w and "-e" in w]
    assert probes.contract(process) == []
    assert ElfCore(str(core), str(kept)).warnings() == []
    shutil.copy("/bin/sleep", program)  # something else is there now
    replaced = ElfCore(str(core))
    assert replaced.executable == "" and "build-id" in replaced.warnings()[0]


def test_files_that_cannot_be_checked(python_core, tmp_path):
    """First pages not in the core (coredump_filter bit 4 off): files are taken if older than it, and it is said."""
    core = abort_core(tmp_path, [python_core.node, "-Sc", "import os; os.abort()"], "0x23")
    process = ElfCore(str(core))
    assert process.executable == str(python_core.node)
    assert any("may not be what the process ran" in w for w in process.warnings())
    os.utime(python_core.node)
    os.utime(core, (1, 1))
    assert ElfCore(str(core)).executable == ""


def test_stripped(core, tmp_path):
    plain = ElfCore(str(core.core), str(core.node))
    stripped = tmp_path / "node"
    subprocess.run(["strip", "-o", stripped, core.node], check=True)
    headless = tmp_path / "headless"
    data = bytearray(stripped.read_bytes())
    struct.pack_into("<Q", data, 40, 0)  # e_shoff: no section headers
    struct.pack_into("<HHH", data, 58, 0, 0, 0)
    headless.write_bytes(data)
    for program in (stripped, headless):
        process = ElfCore(str(core.core), str(program))
        assert process.symbols("v8dbg_") == plain.symbols("v8dbg_") != {}
        assert process.symbols("_ZN2v88internal7Version") == plain.symbols("_ZN2v88internal7Version")
        address = plain.symbols("_ZN4node5StartEiPPc")["_ZN4node5StartEiPPc"]
        assert process.symbolize(address + 1).name == "node::Start(int, char**)"
        assert process.executable == str(program)


def broken(folder, kind):
    path = folder / "file"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "script":
        path.write_text("#!/bin/sh\nexit 0\n")
    elif kind == "gzip":
        path.write_bytes(gzip.compress(b"x" * 1000))
    elif kind == "program":
        shutil.copy("/bin/sleep", path)
    elif kind == "text":
        path.write_text("Segmentation fault (core dumped)\n")
    elif kind == "folder":
        path.mkdir()
    elif kind == "head":
        path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(57))
    elif kind == "short":
        path.write_bytes(b"\x7fELF")
    return path


@pytest.mark.parametrize(
    "kind, error, words",
    [
        ("empty", Corrupt, "is empty"),
        ("script", Corrupt, "is a script, not a core"),
        ("gzip", Corrupt, "gzip.*gunzip"),
        ("program", Corrupt, "is a program or library, not a core"),
        ("text", Corrupt, "is not an ELF file"),
        ("folder", Corrupt, "is a directory"),
        ("missing", NotFound, "there is no file"),
        ("head", Corrupt, "not a core"),
        ("short", Corrupt, "is not an ELF file"),
    ],
)
def test_not_a_core(tmp_path, kind, error, words):
    path = broken(tmp_path, kind)
    with pytest.raises(error) as caught:
        ElfCore(str(path))
    sentence = f"{caught.value}; {caught.value.hint}"
    assert re.search(words, sentence) and caught.value.hint or kind == "missing", sentence
    result = debuggers.run_cli(SimpleNamespace(core=path, node="/bin/sleep"), ["jsstack"])
    assert result.status == 1 and result.stdout == "" and len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("v8dbg: ") and str(path) in result.stderr


def test_threads_of_damaged_notes(python_core, tmp_path):
    """A core without threads in its notes is no core that can be used."""
    data = bytearray(open(python_core.core, "rb").read())
    offset = next(s.offset for s in elf_file.ElfFile(str(python_core.core)).segments if s.type == elf_file.PT_NOTE)
    data[offset : offset + 12] = b"\xff" * 12
    path = tmp_path / "core"
    path.write_bytes(data)
    with pytest.raises(Corrupt, match="no threads"):
        ElfCore(str(path))


def test_regions_of_code_that_was_copied():
    """It is of the file whose one mapping lies right before it and behind it; other memory is of none."""
    file, code = "/bin/node", Region(0xC00000, 0x2400000, "rx")
    before, behind = Region(0xB72000, 0xC00000, "rx", file, 0x772000), Region(0x2400000, 0x25FE000, "rx", file, 2 << 24)
    moved = Region(code.start, code.end, "rx", file, 0x800000)
    assert with_moved_text([before, code, behind]) == [before, moved, behind]
    others = Region(behind.start, behind.end, "rx", "/lib/other.so"), Region(0x2401000, 0x25FE000, "rx", file)
    for regions in [before, code], [code, behind], *([before, code, other] for other in others):
        assert with_moved_text(regions) == regions
    data = Region(code.start, code.end, "rw")
    assert with_moved_text([before, data, behind]) == [before, data, behind]


def test_a_range_of_code_between_two_copies_of_the_builtins():
    """As two workers have it, where the one's range of code ends and the other's begins."""
    copies = [Region(at, at + 0x209000, "rx", "/bin/node", 0x13DD000) for at in (0x7F4E67DC0000, 0x7F4E87DC0000)]
    regions = [copies[0], Region(copies[0].end, copies[1].start, "rwx"), copies[1]]
    assert with_moved_text(regions) == regions
