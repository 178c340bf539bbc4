"""What is asked of a Process, in a debugger or without one: the contract of v8dbg/process.py, a survey to compare.

Each takes a process and gives what JSON can hold, so that the drivers can call it (see debuggers.py)."""

import hashlib

from v8dbg.errors import Fault

BREAKPOINT = 0xCC
FEW = 60  # regions that are read; every one where there are fewer
PREFIXES = ("v8dbg_", "_ZN2v88internal7Version", "_thread_db_pthread_", "main")


def some(items, count=FEW):
    step = max(1, len(items) // count)
    return [*items[::step], *items[-1:]]


def fault_of(process, address, size):
    """First bad address that read() names, None where it reads all."""
    try:
        data = process.read(address, size)
    except Fault as fault:
        return fault.address
    assert len(data) == size, f"read({address:#x}, {size}) gave {len(data)} bytes"
    return None


def contract(process):
    """Sentences about where the process breaks the contract; none where it keeps it."""
    wrong = []

    def check(good, text):
        if not good:
            wrong.append(text)

    regions = process.regions()
    check(regions, "no regions")
    starts = {region.start for region in regions}
    ends = {region.end for region in regions}
    for before, after in zip(regions, regions[1:]):
        check(before.start < before.end <= after.start, f"{before} and {after} are not in order")
    for region in some(regions):
        where = f"region {region.start:#x}-{region.end:#x} {region.path}"
        size = min(region.end - region.start, 1 << 16)
        data = process.fetch(region.start, size)
        check(0 < len(data) <= size, f"{where}: fetch of {size} bytes gave {len(data)}")
        check(process.read(region.start, size)[: len(data)] == data, f"{where}: fetch and read differ")
        check(fault_of(process, region.start, region.end - region.start) is None, f"{where}: cannot be read whole")
        check(
            process.region(region.start) == region == process.region(region.end - 1), f"{where}: not found by address"
        )
        if region.end not in starts:
            check(process.fetch(region.end, 16) == b"", f"{where}: there are bytes after its end")
            for back in (1, 4, 4097, 300_000):
                if region.end - back >= region.start:
                    bad = fault_of(process, region.end - back, back + 8)
                    check(
                        bad == region.end,
                        f"{where}: Fault at {bad and hex(bad)} and not at its end, read {back} before",
                    )
            check(len(process.read_some(region.end - 4, 16)) == 4, f"{where}: read_some goes past its end")
            check(not process.readable(region.end - 4, 8) and process.readable(region.end - 4, 4), f"{where}: readable")
            check(process.region(region.end) is None, f"{where}: its end is in a region")
        if region.start not in ends:
            bad = fault_of(process, region.start - 1, 8)
            check(bad == region.start - 1, f"{where}: Fault at {bad and hex(bad)} and not before its start")
    for address in (0, 8, (1 << 64) - 8, (1 << 64) - 1, 0x7FFF_FFFF_F000_0000):
        bad = fault_of(process, address, 8)
        check(bad == address, f"read at {address:#x}: Fault at {bad and hex(bad)}")
    check(fault_of(process, regions[0].start, 0) is None, "read of 0 bytes")
    for address in (-8, -0x4000_0000, 0, (1 << 64) - 4, 1 << 64):  # what is worked out of numbers that are none
        for read in (process.read_some, process.read_through):
            check(read(address, 1 << 16) == b"", f"{read.__name__} at {address:#x}: there are bytes")
    threads = process.threads()
    check(len({t.id for t in threads}) == len({t.lwp for t in threads}) == len(threads) > 0, f"threads {threads}")
    for thread in threads:
        missing = {"rip", "rsp", "rbp", "rbx", "r13", "fs_base"} - set(thread.registers)
        check(not missing, f"thread {thread.id} lacks {missing}")
        check(process.readable(thread.registers.get("rsp", 0), 8), f"thread {thread.id}: its stack cannot be read")
    check(process.epoch == process.epoch, "epoch changes by itself")
    return wrong


def survey(process):
    """All that must be the same in every host."""
    regions = process.regions()
    digests = {}
    for region in some(regions):
        digest = hashlib.sha256()
        for start in range(region.start, region.end, 1 << 24):
            digest.update(process.read(start, min(1 << 24, region.end - start)))
        digests[hex(region.start)] = digest.hexdigest()
    threads = process.threads()
    symbols = {prefix: process.symbols(prefix) for prefix in PREFIXES}
    places = [t.registers["rip"] for t in threads] + sorted(symbols["_ZN2v88internal7Version"].values())
    code = [r for r in regions if "x" in r.flags and r.path]
    places += [r.start + (r.end - r.start) * part // 40 for r in code for part in range(40)]
    return {
        "regions": [[r.start, r.end, r.flags, r.path, r.offset] for r in regions],
        "digests": digests,
        "symbols": symbols,
        "names": [
            [p, symbol and [symbol.name, symbol.start, symbol.offset, symbol.mangled]]
            for p in places
            for symbol in [process.symbolize(p)]
        ],
        "threads": [
            [
                t.id,
                t.lwp,
                t.name,
                {
                    k: v
                    for k, v in t.registers.items()
                    if k in ("rip", "rsp", "rbp", "rbx", "r12", "r13", "r14", "r15", "fs_base")
                },
            ]
            for t in threads
        ],
        "executable": process.executable,
        "warnings": process.warnings(),
    }


def against_proc(process, pid):
    """A live process in a debugger against what the kernel says of it at the same moment; sentences."""
    wrong = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        lines = [line.split(None, 5) for line in maps]
        kernel = []
        for fields in lines:
            start, end = (int(part, 16) for part in fields[0].split("-"))
            name = fields[5].strip() if len(fields) > 5 else ""
            if fields[1][0] == "r" and name not in ("[vvar]", "[vsyscall]", "[vvar_vclock]"):
                kernel.append((start, end))
        ours = [(r.start, r.end) for r in process.regions()]
        if ours != kernel:
            wrong.append(f"regions differ: {set(ours) ^ set(kernel)}")
        for start, end in some(ours):
            size = min(end - start, 1 << 16)
            memory.seek(start)
            differ = [a for a, b in zip(memory.read(size), process.read(start, size)) if a != b]
            if set(differ) - {BREAKPOINT}:  # a debugger hides those that it has put there
                wrong.append(f"{len(differ)} bytes at {start:#x} differ")
    tasks = {int(name) for name in __import__("os").listdir(f"/proc/{pid}/task")}
    if {t.lwp for t in process.threads()} != tasks:
        wrong.append(f"threads differ: {tasks}")
    for thread in process.threads():
        with open(f"/proc/{pid}/task/{thread.lwp}/comm") as comm:
            if comm.read().rstrip("\n") != thread.name:
                wrong.append(f"name of thread {thread.lwp}: {thread.name}")
        pointer = thread.registers.get("fs_base", 0)
        if process.u64(pointer) != pointer:  # the thread control block begins with its own address
            wrong.append(f"fs_base of thread {thread.lwp}")
    return wrong
