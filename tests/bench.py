"""Seconds that a command adds to a debugger with a core: whole commands with and without it, in turns, in one run;
then, of heaps of several sizes, whole commands with their peak memory, and how many times as long as reading the core
once they take.

python3 tests/bench.py [-r ROUNDS] [-c COMMAND] [-m MEGABYTES …] [VERSION …]"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import targets

ROOT = Path(__file__).parents[1]


class Case(NamedTuple):
    program: str
    command: str
    aim: float = 0  # seconds to stay under; 0: none is set


CASES = [
    Case("classes", "jsstack", 0.4),
    Case("recursion", "jsstack", 1.5),
    Case("large", "jsprint -l 10000 global.large.array"),
    Case("large", "jsprint -l 1200 global.large.wide"),
    Case("large", "jsprint -s 0 global.large.text"),
]
HEAPS = [100, 600, 1000, 2000]  # megabytes: tests/programs/bench/heap_*.js
HEAP_COMMANDS = {"findjsobjects --top 20": {"gdb": 8, "lldb": 5, "none": 5}}  # seconds to stay under at 1000 MB
LLDB = ROOT / "scripts" / "lldb"


def commands(target, command: str) -> dict:
    """{host: (the debugger alone, the debugger with the command)}"""
    node, core = str(target.node), str(target.core)
    gdb = ["gdb", "-nx", "-q", "-batch", node, core]
    lldb = [str(LLDB), "--no-lldbinit", "--batch", "-c", core, node]
    plugin = ROOT / "v8dbg.py"
    return {
        "gdb": (gdb, [*gdb, "-ex", f"source {plugin}", "-ex", command]),
        "lldb": (lldb, [*lldb, "-o", f"command script import {plugin}", "-o", command]),
        "none": ([sys.executable, "-c", ""], [sys.executable, "-m", "v8dbg", "-e", node, core, *command.split()]),
    }


# modules are compiled once, as where v8dbg is installed
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def timed(argv: list) -> tuple:
    start = time.perf_counter()
    done = subprocess.run(argv, cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout + done.stderr


def measure(without: list, with_it: list, rounds: int) -> tuple:
    """(seconds without, with, characters that were printed): the least disturbed run of each"""
    printed = len(timed(with_it)[1]) - len(timed(without)[1])  # these runs also fill caches and write .pyc files
    if printed <= 0 or "v8dbg: " in timed(with_it)[1]:
        raise SystemExit(f"nothing from: {' '.join(with_it)}\n{timed(with_it)[1][-2000:]}")
    pairs = [(timed(without)[0], timed(with_it)[0]) for _ in range(rounds)]
    return min(a for a, _ in pairs), min(b for _, b in pairs), printed


class Run(NamedTuple):
    seconds: float
    cpu: float
    peak: int  # megabytes resident
    text: str


def whole(argv: list) -> Run:
    """One command from its start to its end, with what it took."""
    with tempfile.TemporaryFile("w+") as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            argv, cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10, out.read())


READ = "import sys; f = open(sys.argv[1], 'rb', 0); b = bytearray(1 << 20)\nwhile f.readinto(b): pass"


def heap_rows(version: str, megabytes: int, rounds: int, only: str) -> None:
    target = targets.core(f"bench/heap_{megabytes}", version)
    size = target.core.stat().st_blocks >> 11
    whole([sys.executable, "-c", READ, str(target.core)])  # into the page cache
    read = min((whole([sys.executable, "-c", READ, str(target.core)]) for _ in range(rounds)), key=lambda r: r.seconds)
    for command, aims in HEAP_COMMANDS.items():
        for host in ("gdb", "lldb", "none") if command.startswith(only) else ():
            argv = commands(target, command)[host][1]
            best = min((whole(argv) for _ in range(rounds)), key=lambda run: run.seconds)
            if "total" not in best.text:
                raise SystemExit(f"nothing from: {' '.join(argv)}\n{best.text[-2000:]}")
            aim = aims.get(host, 0) if megabytes == 1000 else 0
            verdict = f"   {'under' if best.seconds < aim else 'OVER'} {aim} s" if aim else ""
            print(f"{version:9} {host:5} {megabytes:6} {size:7} {best.seconds:7.2f}s {best.cpu:7.2f}s {best.peak:7}"
                  f" {best.seconds / read.seconds:7.1f}  {command}{verdict}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=5)
    parser.add_argument("versions", nargs="*", default=["16.20.2", "24.21.0"])
    parser.add_argument("-c", "--command", default="", help="only commands that start so")
    parser.add_argument("-m", "--megabytes", type=int, nargs="*", default=HEAPS, help="sizes of heaps, none: no heaps")
    parser.add_argument("--heaps", action="store_true", help="nothing but heaps")
    args = parser.parse_args()
    print(f"{'Node.js':9} {'host':5} {'without':>8} {'with':>8} {'added':>8} {'printed':>9}  command")
    for version in args.versions if not args.heaps else ():
        for case in (each for each in CASES if each.command.startswith(args.command)):
            for host in ("gdb", "lldb", "none"):
                without, with_it = commands(targets.core(case.program, version), case.command)[host]
                before, after, printed = measure(without, with_it, args.rounds)
                row = f"{version:9} {host:5} {before:7.2f}s {after:7.2f}s {after - before:7.2f}s {printed:9}"
                verdict = f"   {'under' if after - before < case.aim else 'OVER'} {case.aim} s" if case.aim else ""
                print(f"{row}  {case.command} ({case.program}){verdict}", flush=True)

    print(f"{'Node.js':9} {'host':5} {'heap':>6} {'core':>7} {'whole':>8} {'CPU':>8} {'peak':>7} {'x read':>7}  (MB)")
    for version in args.versions:
        for megabytes in args.megabytes:
            heap_rows(version, megabytes, max(1, args.rounds // 2), args.command)


if __name__ == "__main__":
    main()
