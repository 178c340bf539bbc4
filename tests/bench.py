"""Seconds that jsstack adds to a debugger with a core: whole commands with and without it, in turns, in one run.

python3 tests/bench.py [-r ROUNDS] [VERSION …]"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import targets

ROOT = Path(__file__).parents[1]

PROGRAMS = {"classes": 0.4, "recursion": 1.5}  # and the seconds to stay under
LLDB = ROOT / "scripts" / "lldb"


def commands(target) -> dict:
    """{host: (command without jsstack, command with it)}"""
    node, core = str(target.node), str(target.core)
    gdb = ["gdb", "-nx", "-q", "-batch", node, core]
    lldb = [str(LLDB), "--no-lldbinit", "--batch", "-c", core, node]
    plugin = ROOT / "v8dbg.py"
    return {
        "gdb": (gdb, [*gdb, "-ex", f"source {plugin}", "-ex", "jsstack"]),
        "lldb": (lldb, [*lldb, "-o", f"command script import {plugin}", "-o", "jsstack"]),
        "none": ([sys.executable, "-c", ""], [sys.executable, "-m", "v8dbg", "-e", node, core, "jsstack"]),
    }


def timed(argv: list) -> tuple:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(argv, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout + done.stderr


def measure(without: list, with_it: list, rounds: int) -> tuple:
    """(seconds without, with, frames that were printed): the least disturbed run of each"""
    frames = count(timed(with_it)[1]) - count(timed(without)[1])  # these runs also fill caches and write .pyc files
    if frames <= 0:
        raise SystemExit(f"no frame from: {' '.join(with_it)}\n{timed(with_it)[1][-2000:]}")
    pairs = [(timed(without)[0], timed(with_it)[0]) for _ in range(rounds)]
    return min(a for a, _ in pairs), min(b for _, b in pairs), frames


def count(text: str) -> int:
    return sum(line.startswith("#") for line in text.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=5)
    parser.add_argument("versions", nargs="*", default=["16.20.2", "24.21.0"])
    args = parser.parse_args()
    print(f"{'Node.js':9} {'host':5} {'program':10} {'frames':>6} {'without':>8} {'with':>8} {'added':>8}   aim")
    for version in args.versions:
        for name, aim in PROGRAMS.items():
            for host in ("gdb", "lldb", "none"):
                without, with_it = commands(targets.core(name, version))[host]
                before, after, frames = measure(without, with_it, args.rounds)
                row = f"{version:9} {host:5} {name:10} {frames:6} {before:7.2f}s {after:7.2f}s {after - before:7.2f}s"
                print(f"{row}   {'under' if after - before < aim else 'OVER'} {aim} s", flush=True)


if __name__ == "__main__":
    main()
