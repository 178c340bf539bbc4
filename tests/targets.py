"""Cores and live processes of the programs in tests/programs, made on first use and kept outside git.

As a script: python3 tests/targets.py [-c] PROGRAM VERSION makes a core and prints its path; -c removes every core."""

import contextlib
import ctypes
import fcntl
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import nodes

PROGRAMS = Path(__file__).parent / "programs"
TIMEOUT = 120  # seconds that one program may take to die
LIMIT_MB = 6000  # of real disk use by all cores; the least recently used go first (V8DBG_CORES_MB)
KEEP = 300  # seconds in which a used core is safe from that
LOCAL = re.compile(r"""(?:require\(|import\(|from |\bworker\()\s*['"](\./[\w./-]+|\.\./[\w./-]+)['"]""")


class NoCore(Exception):
    pass


@dataclass(frozen=True)
class Program:
    path: Path
    idea: str = ""
    flags: tuple = ()
    args: tuple = ()
    node: str = ""
    chain: tuple = ()  # function names on the stack, innermost first, others may be between
    live: bool = False  # it never dies by itself
    tells: str = "stack"  # what its truth is about: the stack, or values

    @property
    def name(self) -> str:
        return self.path.name

    def runs_on(self, version: str) -> bool:
        ranges = [span.split() for span in self.node.split("|")]
        return any(all(compare(nodes.parse(version), condition) for condition in span) for span in ranges)


@dataclass(frozen=True)
class Target:
    core: Path
    node: Path
    truth: dict = field(repr=False)
    program: Program
    version: str
    stderr: str = field(repr=False)


@dataclass(frozen=True)
class Live:
    pid: int
    node: Path
    program: Program
    version: str
    process: subprocess.Popen = field(repr=False)
    ready: str = ""  # the line that it printed when it was ready
    truth: dict = field(default_factory=dict, repr=False)


def compare(version: tuple, condition: str) -> bool:
    sign, wanted = re.fullmatch(r"(>=|<|=)?([\d.]+)", condition).groups()
    wanted = nodes.parse(wanted)
    head = version[: len(wanted)]
    return {">=": version >= wanted, "<": version < wanted}.get(sign, head == wanted)


def program(name: str) -> Program:
    """A program by its file name, the .js may be left out; its header says how to run it."""
    path = PROGRAMS / (name if name.endswith((".js", ".mjs")) else name + ".js")
    header = dict(re.findall(r"^// (Idea|Flags|Args|Node|Chain|Live|Tells): *(.*)$", path.read_text(), re.M))
    words = {key: tuple(header.get(key, "").split()) for key in ("Flags", "Args", "Chain")}
    return Program(path, header.get("Idea", ""), words["Flags"], words["Args"], header.get("Node", ""),
                   words["Chain"], "Live" in header, header.get("Tells", "stack"))


def programs() -> list:
    """Every program, the helpers among the files (no header) left out."""
    every = sorted(p for p in PROGRAMS.iterdir() if p.suffix in (".js", ".mjs"))
    return [each for each in (program(p.name) for p in every) if each.idea]


def sources(path: Path, seen: dict) -> dict:
    """A program's text and that of all local files that it loads."""
    if path not in seen:
        seen[path] = path.read_text()
        for name in LOCAL.findall(seen[path]):
            sources((path.parent / name).resolve(), seen)
    return seen


def key(prog: Program) -> str:
    texts = sources(prog.path.resolve(), {})
    digest = hashlib.sha256()
    for path in sorted(texts):
        digest.update(f"{path}\0{texts[path]}\0".encode())
    return digest.hexdigest()[:12]


def core(name: str, version: str) -> Target:
    """The core in which a program ends on a release of Node.js, and what V8 said about it just before."""
    prog = program(name)
    if not prog.runs_on(version):
        raise NoCore(f"{prog.name} is for Node {prog.node}, not {version}")
    node = nodes.node(version)
    folder = nodes.cache() / "cores" / version / f"{prog.name}-{key(prog)}"
    with lock(folder):
        fresh = not (folder / "core").exists()
        if fresh:
            for old in folder.parent.glob(f"{prog.name}-????????????"):
                shutil.rmtree(old)
            make(prog, node, folder)
        os.utime(folder)
        truth = json.loads((folder / "truth.json").read_text())
        stderr = (folder / "stderr").read_text(errors="replace")
    if fresh:
        bound()
    return Target(folder / "core", node, truth, prog, version, stderr)


def make(prog: Program, node: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder.parent) as scratch:
        scratch = Path(scratch)
        made, why = by_kernel(prog, node, scratch)
        if not made:
            made, why = by_gdb(prog, node, scratch, why)
        if not made:
            raise NoCore(f"{prog.name} on {node} left no core: {why}")
        if not (scratch / "truth.json").exists():
            said = (scratch / "stderr").read_text(errors="replace")[:500]
            raise NoCore(f"{prog.name} on {node} left no truth: {said}")
        made.rename(scratch / "core")
        os.rename(scratch, folder)
        scratch.mkdir()  # for the context manager to remove


def command(prog: Program, node: Path) -> list:
    return [str(node), *prog.flags, str(prog.path), *prog.args]


def environment(scratch: Path) -> dict:
    clean = {k: v for k, v in os.environ.items() if k not in ("NODE_OPTIONS", "V8DBG_TRUTH")}
    return {**clean, "V8DBG_TRUTH": str(scratch / "truth.json")}


def allow_core() -> None:
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    Path("/proc/self/coredump_filter").write_text("0x33")


def by_kernel(prog: Program, node: Path, scratch: Path):
    if os.environ.get("V8DBG_CORE_BY", "kernel") != "kernel":
        return None, "V8DBG_CORE_BY says not to ask the kernel"
    with open(scratch / "stdout", "wb") as out, open(scratch / "stderr", "wb") as err:
        process = subprocess.Popen(command(prog, node), cwd=scratch, env=environment(scratch), preexec_fn=allow_core,
                                   stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True)
        try:
            status = process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            return None, f"it still ran after {TIMEOUT} s"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if status >= 0:
        return None, f"it exited with {status}: {(scratch / 'stderr').read_text(errors='replace')[:500]}"
    found = sorted(path for path in scratch.glob("core*") if path.stat().st_size)  # empty: the disk is full
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    return (found[0], "") if found else (None, f"core_pattern is {pattern!r}")


def by_gdb(prog: Program, node: Path, scratch: Path, why: str):
    """Where core_pattern sends cores elsewhere, or the limit is 0: run the program under gdb, which writes one."""
    if why.startswith("it "):
        return None, why
    if not shutil.which("gdb"):
        return None, why + ", and there is no gdb to write one"
    path = scratch / "core"
    steps = ["set confirm off", "set pagination off", "set startup-with-shell off",
             "handle SIGUSR1 nostop noprint pass", "run", f"generate-core-file {path}", "kill"]
    argv = ["gdb", "-nx", "-batch"] + [part for step in steps for part in ("-ex", step)] + ["--args"]
    with open(scratch / "stderr", "wb") as out:
        subprocess.run(argv + command(prog, node), cwd=scratch, env=environment(scratch), stdin=subprocess.DEVNULL,
                       stdout=out, stderr=out, timeout=TIMEOUT)
    if not path.exists():
        return None, f"{why}; gdb: {(scratch / 'stderr').read_text(errors='replace')[-500:]}"
    sparse(path)
    return path, ""


def sparse(path: Path) -> None:
    """gdb writes every zero; give the blocks back."""
    thin = path.with_name("thin")
    subprocess.run(["cp", "--sparse=always", path, thin], check=True)
    thin.rename(path)


@contextlib.contextmanager
def lock(folder: Path, how: int = fcntl.LOCK_EX):
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / f".lock-{folder.name.rsplit('-', 1)[0]}", "w") as file:
        fcntl.flock(file, how)
        yield


def sizes(folder: Path) -> tuple:
    """Real and apparent bytes of the files of one folder."""
    real = apparent = 0
    with contextlib.suppress(FileNotFoundError):  # another process may be removing it
        for path in folder.iterdir():
            stat = path.stat()
            real, apparent = real + stat.st_blocks * 512, apparent + stat.st_size
    return real, apparent


def kept() -> list:
    """When each core was last used, and its folder, the latest first."""
    found = []
    for path in (nodes.cache() / "cores").glob("*/[!.]*-????????????"):
        with contextlib.suppress(FileNotFoundError):
            found.append((path.stat().st_mtime, path))
    return sorted(found, reverse=True)


def bound() -> None:
    limit = int(os.environ.get("V8DBG_CORES_MB") or LIMIT_MB) << 20
    total = 0
    for _, folder in kept():
        total += sizes(folder)[0]
        if total > limit:
            remove(folder)


def remove(folder: Path) -> None:
    """Unless a process is at it, or was until a moment ago."""
    with contextlib.suppress(BlockingIOError, FileNotFoundError), lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
        if time.time() - folder.stat().st_mtime > KEEP:
            shutil.rmtree(folder)


def clean() -> None:
    shutil.rmtree(nodes.cache() / "cores", ignore_errors=True)


def die_with_parent() -> None:
    """A test that is killed must not leave a busy process behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


@contextlib.contextmanager
def live(name: str, version: str, timeout: float = 30, flags: tuple = ()):
    """A running process of a program that prints a line when it is ready; killed at the end."""
    prog = program(name)
    node = nodes.node(version)
    with tempfile.TemporaryDirectory(prefix="v8dbg-live-") as scratch:
        argv = [str(node), *flags, *command(prog, node)[1:]]
        with open(Path(scratch) / "stderr", "wb") as err:
            process = subprocess.Popen(argv, cwd=scratch, env=environment(Path(scratch)), stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=err, start_new_session=True,
                                       preexec_fn=die_with_parent)
        try:
            ready = first_line(process, timeout)
            if not ready.startswith(b"ready"):
                said = (Path(scratch) / "stderr").read_text()[:500]
                raise TimeoutError(f"{prog.name} on Node {version} did not get ready: {said}")
            truth = Path(scratch) / "truth.json"
            yield Live(process.pid, node, prog, version, process, ready.decode().strip(),
                       json.loads(truth.read_text()) if truth.exists() else {})
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def first_line(process: subprocess.Popen, timeout: float) -> bytes:
    import selectors
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        return process.stdout.readline() if selector.select(timeout) else b""


if __name__ == "__main__":
    if sys.argv[1:] == ["-c"]:
        clean()
    else:
        print(core(*sys.argv[1:]).core)
