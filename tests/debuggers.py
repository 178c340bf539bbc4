"""Runs command lines in gdb, in lldb or with no debugger, on a core or a live process, each host as a batch subprocess.

    run_gdb(target, ["jsstack -v", "bt"]).outputs[0].text

A target has `core` and `node`, or `pid` and `node` (targets.core and targets.live give them). What is asked for and
is not on this machine raises FileNotFoundError with one sentence: the test fails, it is never skipped."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import nodes

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "v8dbg.py"
DRIVERS = Path(__file__).parent / "drivers"
LLDB_VERSIONS = ["14", "19", "22"]
# Node.js 14 to 24 have functions whose cold half lies far from the other. lldb 14 takes all that is between for one
# function, as long as half the program, and disassembles it for its stack: 3 s for each thread of a core, or at a stop.
SLOW_IN_14 = (14,), (25,)
TIMEOUT = 300


@dataclass(frozen=True)
class Output:
    """What one line printed; `error` is the message where it failed."""

    text: str
    error: str = ""


@dataclass(frozen=True)
class Result:
    """`stdout` and `stderr` of all lines together; `status` 0 where none failed."""

    outputs: list
    stdout: str
    stderr: str
    status: int
    seconds: float
    log: str = field(repr=False, default="")  # what the debugger itself printed


def clean_env(**more) -> dict:
    """Debuggers embed the system's Python, which takes its modules from beside the first python3 on PATH: another
    one's would break it. Nothing may colour the output."""
    drop = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    kept = {k: v for k, v in os.environ.items() if k not in drop}
    return {**kept, "PATH": "/usr/bin:/bin:" + os.environ.get("PATH", ""), "TERM": "dumb", **more}


# -- gdb -------------------------------------------------------------------------------------


def gdb() -> list:
    """gdb's command, $V8DBG_GDB or the one on PATH."""
    found = shutil.which(os.environ.get("V8DBG_GDB") or "gdb")
    if not found:
        raise FileNotFoundError("there is no gdb here: install gdb, or set V8DBG_GDB")
    return [found, "-nx", "-q", "-batch", "-iex", "set debuginfod enabled off", "-iex", "set auto-load safe-path /"]


def gdb_target(target) -> list:
    if getattr(target, "pid", 0):
        return ["-p", str(target.pid)]
    return [str(target.node), "-c", str(target.core)]


def run_gdb(target, lines, plugin=True, timeout=TIMEOUT) -> Result:
    """The lines typed in gdb that has the target open, v8dbg loaded unless `plugin` is false."""
    argv = [*gdb(), *gdb_target(target), "-ex", "set width 0", "-ex", "set pagination off"]
    argv += ["-ex", f"source {PLUGIN}"] if plugin else []
    return drive([*argv, "-x", str(DRIVERS / "in_gdb.py")], lines, timeout)


# -- lldb ------------------------------------------------------------------------------------


def lldb(version="") -> tuple:
    """(command, environment) of lldb: that of the machine, or version "14", "19", "22" from Debian's packages."""
    if not version:
        return [str(ROOT / "scripts" / "lldb"), "--no-lldbinit", "--batch"], {}
    if shutil.which(f"lldb-{version}"):
        return [str(ROOT / "scripts" / "lldb"), "--no-lldbinit", "--batch"], {"V8DBG_LLDB": f"lldb-{version}"}
    folder = nodes.cache() / "lldb" / version
    if not (folder / "usr" / "bin" / f"lldb-{version}").exists():
        unpack_lldb(version, folder)
    libraries = f"{folder}/usr/lib/x86_64-linux-gnu:{folder}/usr/lib/llvm-{version}/lib"
    return [f"{folder}/usr/bin/lldb-{version}", "--no-lldbinit", "--batch"], {"LD_LIBRARY_PATH": libraries}


def unpack_lldb(version: str, folder: Path) -> None:
    """The packages of several lldb conflict with each other: they are unpacked beside the one that is installed."""
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise FileNotFoundError(f"lldb-{version} is not here, and no apt-get to fetch it with")
    names = [name + version for name in ("lldb-", "liblldb-", "python3-lldb-", "libllvm", "libclang-cpp")]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent) as scratch:
        argv = ["apt-get", "download", "-q", "-o", "Acquire::Retries=3", *names]
        done = subprocess.run(argv, cwd=scratch, capture_output=True, text=True)
        packages = sorted(Path(scratch).glob("*.deb"))
        if done.returncode or not packages:
            raise FileNotFoundError(
                f"lldb-{version} is not here and apt-get download failed: {done.stderr.strip()[-300:]}"
            )
        for package in packages:
            subprocess.run(["dpkg", "-x", str(package), f"{scratch}/root"], check=True)
        try:
            os.rename(f"{scratch}/root", folder)
        except OSError:  # another process was faster
            if not folder.exists():
                raise


def lldb_target(target) -> list:
    if getattr(target, "pid", 0):
        return ["-p", str(target.pid)]
    return ["-c", str(target.core), str(target.node)]


def suited(target) -> str:
    """The lldb that takes no time to open a target: the machine's, or 19."""
    low, high = SLOW_IN_14
    return "19" if low <= nodes.parse(getattr(target, "version", "0")) < high else ""


def run_lldb(target, lines, plugin=True, timeout=TIMEOUT, version="") -> Result:
    """The lines typed in lldb that has the target open, v8dbg loaded unless `plugin` is false."""
    argv, environment = lldb(version or suited(target))
    argv = [*argv, *lldb_target(target)]
    argv += ["-o", f"command script import {PLUGIN}"] if plugin else []
    return drive([*argv, "-o", f"command script import {DRIVERS / 'in_lldb.py'}"], lines, timeout, **environment)


# -- both ------------------------------------------------------------------------------------


def drive(argv, lines, timeout, **environment) -> Result:
    """Runs a debugger whose last argument loads a driver: that types the lines and writes what each one printed."""
    with tempfile.TemporaryDirectory(prefix="v8dbg-drive-") as scratch:
        answer = Path(scratch) / "answer.json"
        job = {"lines": list(lines), "answer": str(answer), "tests": str(Path(__file__).parent)}
        environment = clean_env(V8DBG_DRIVE=json.dumps(job), **environment)
        start = time.perf_counter()
        done = subprocess.run(
            argv,
            cwd=scratch,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            capture_output=True,
            text=True,
            errors="replace",
        )
        seconds = time.perf_counter() - start
        log = done.stdout + done.stderr
        if not answer.exists():
            raise RuntimeError(f"{shlex.join(map(str, argv))} left no answer, status {done.returncode}:\n{log[-3000:]}")
        if "Traceback (most recent call last)" in log:
            raise RuntimeError(f"v8dbg did not load:\n{log[-3000:]}")
        outputs = [Output(**each) for each in json.loads(answer.read_text())]
    return collect(outputs, seconds, log)


def collect(outputs, seconds, log="", status=None) -> Result:
    text, errors = "".join(o.text for o in outputs), "".join(o.error + "\n" for o in outputs if o.error)
    return Result(outputs, text, errors, int(bool(errors)) if status is None else status, seconds, log)


# -- no debugger -----------------------------------------------------------------------------


def run_cli(target, lines, timeout=TIMEOUT, executable=True) -> Result:
    """The lines as arguments of `python3 -m v8dbg`, one run each; `status` is the highest of theirs."""
    outputs, status, start = [], 0, time.perf_counter()
    for line in lines:
        argv = [sys.executable, "-m", "v8dbg", *(["-e", str(target.node)] if executable else []), str(target.core)]
        done = subprocess.run(
            [*argv, *shlex.split(line)],
            cwd=ROOT,
            env=clean_env(),
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            capture_output=True,
            text=True,
        )
        outputs.append(Output(done.stdout, done.stderr.rstrip("\n")))
        status = max(status, done.returncode)
    return collect(outputs, time.perf_counter() - start, status=status)


HOSTS = {"gdb": run_gdb, "lldb": run_lldb, "none": run_cli}


def run(host: str, target, lines, **more) -> Result:
    """The lines in one host: "gdb", "lldb" (one that is suited), "lldb-14", "none"."""
    name, _, version = host.partition("-")
    return HOSTS[name](target, lines, **({"version": version} if version else {}), **more)
