"""jssnapshot against the process's own v8.writeHeapSnapshot: seconds, processor time and peak memory of both.

python3 tests/bench_snapshot.py [-v VERSION] [MEGABYTES …]"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nodes
import targets

ROOT = Path(__file__).parents[1]


def own(version: str, megabytes: int, scratch: Path) -> dict:
    """What V8 says of its own; leaves the core of the process in the folder."""
    argv = [nodes.node(version), "--expose-gc", "--max-old-space-size=8000", ROOT / "tests" / "snapshots" / "heap.js"]
    argv += [str(megabytes), "own.heapsnapshot"]
    done = subprocess.run(list(map(str, argv)), cwd=scratch, capture_output=True, text=True,
                          preexec_fn=targets.allow_core, stdin=subprocess.DEVNULL)
    return json.loads(done.stdout.splitlines()[0])


def ours(version: str, scratch: Path) -> dict:
    (core,) = scratch.glob("core*")
    argv = [sys.executable, "-m", "v8dbg", "-e", str(nodes.node(version)), str(core), "jssnapshot", "ours.heapsnapshot"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(scratch / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles v8dbg each time
    start = time.perf_counter()
    with open(scratch / "said", "wb") as said:
        process = subprocess.Popen(argv, cwd=scratch, stdout=said, stderr=said,
                                   env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"jssnapshot ended with {status}: {(scratch / 'said').read_text()[-2000:]}")
    return {
        "seconds": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--version", default="24.21.0")
    parser.add_argument("megabytes", nargs="*", type=int, default=[149, 595])
    args = parser.parse_args()
    print(f"{'heap':>6} {'':22} {'seconds':>8} {'cpu':>8} {'memory':>9} {'file':>9}")
    for wanted in args.megabytes:
        with tempfile.TemporaryDirectory(prefix="v8dbg-bench-") as folder:
            scratch = Path(folder)
            told = own(args.version, wanted, scratch)
            rows = {"v8.writeHeapSnapshot": (told, "own"), "jssnapshot": (ours(args.version, scratch), "ours")}
            for name, (row, file) in rows.items():
                size = (scratch / f"{file}.heapsnapshot").stat().st_size >> 20
                print(f"{told['heap']:4}MB {name:22} {row['seconds']:7.1f}s {row['cpu']:7.1f}s {row['megabytes']:6} MB"
                      f" {size:6} MB", flush=True)
            one, other = rows["v8.writeHeapSnapshot"][0], rows["jssnapshot"][0]
            ratios = ", ".join(f"{key} {one[key] / other[key]:.1f}" for key in ("seconds", "cpu", "megabytes"))
            good = one["seconds"] >= 3 * other["seconds"] and one["megabytes"] >= 2 * other["megabytes"]
            verdict = "as it should be" if good else "SHORT of 3 times the seconds and twice the memory"
            print(f"{'':6} V8's is so many times ours: {ratios}: {verdict}", flush=True)


if __name__ == "__main__":
    main()
