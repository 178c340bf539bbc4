"""Seconds that a command adds to a debugger with a core: whole commands with and without it, in turns, in one run.

python3 tests/bench.py [-r ROUNDS] [VERSION …]"""

import argparse
import os
import subprocess
import sys
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


def timed(argv: list) -> tuple:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(argv, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout + done.stderr


def measure(without: list, with_it: list, rounds: int) -> tuple:
    """(seconds without, with, characters that were printed): the least disturbed run of each"""
    printed = len(timed(with_it)[1]) - len(timed(without)[1])  # these runs also fill caches and write .pyc files
    if printed <= 0 or "v8dbg: " in timed(with_it)[1]:
        raise SystemExit(f"nothing from: {' '.join(with_it)}\n{timed(with_it)[1][-2000:]}")
    pairs = [(timed(without)[0], timed(with_it)[0]) for _ in range(rounds)]
    return min(a for a, _ in pairs), min(b for _, b in pairs), printed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=5)
    parser.add_argument("versions", nargs="*", default=["16.20.2", "24.21.0"])
    parser.add_argument("-c", "--command", default="", help="only commands that start so")
    args = parser.parse_args()
    print(f"{'Node.js':9} {'host':5} {'without':>8} {'with':>8} {'added':>8} {'printed':>9}  command")
    for version in args.versions:
        for case in (each for each in CASES if each.command.startswith(args.command)):
            for host in ("gdb", "lldb", "none"):
                without, with_it = commands(targets.core(case.program, version), case.command)[host]
                before, after, printed = measure(without, with_it, args.rounds)
                row = f"{version:9} {host:5} {before:7.2f}s {after:7.2f}s {after - before:7.2f}s {printed:9}"
                verdict = f"   {'under' if after - before < case.aim else 'OVER'} {case.aim} s" if case.aim else ""
                print(f"{row}  {case.command} ({case.program}){verdict}", flush=True)


if __name__ == "__main__":
    main()
