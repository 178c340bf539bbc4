"""jsstack says what V8 said: every call site of every program, in every host.

On the newest release of each even line from 18 on all programs are compared without a debugger, and on the oldest and
the newest of these in gdb and in lldb; between them, those in SMALL and a share of the others, so that each is compared
there once more. On the other releases, those in SMALL in one host. V8DBG_WHOLE=1 compares all of them, on 16 and 25
too. One debugger reads many cores of a release: its start would take longer than the test."""

import functools
import json
import os
import subprocess
import time

import pytest

import callsites
import debuggers
import nodes
import targets
from v8dbg import commands
from v8dbg.elf_core import ElfCore
from v8dbg.render import Out
from v8dbg.session import Session

HOSTS = ("gdb", "lldb", "none")
WHOLE = bool(os.environ.get("V8DBG_WHOLE"))
EVEN = [version for version in nodes.VERSIONS if nodes.parse(version)[0] in range(18, 99, 2)]
FULL = [version for version, kind in nodes.VERSIONS.items() if kind == "full" and (WHOLE or version in EVEN)]
# One program of each kind of stack, for the releases that get a smaller set
SMALL = (
    "accessors", "argument_counts", "array_builtins", "async_chain", "async_generator", "bound", "classes",
    "conversions",
    "constructors", "default_params", "emitter", "esm", "eval_nested", "fs_callback", "generators", "inferred",
    "json_stringify", "new_function", "opt_callback", "opt_construct", "opt_polymorphic", "promise_all", "proxy",
    "recursion", "require_chain", "sort", "tier_baseline", "tier_interpreted", "tier_maglev", "tier_turbofan", "timers",
    "uncaught", "vm_offsets",
)  # fmt: skip
# It dies later than it records, elsewhere: another test looks at it
OTHERWISE = "uncaught_async.js"
# 90,000 frames: the debuggers' way to them is that of 3,000
DEEP = "stackoverflow_native.js"
# lldb keeps every core that it had open mapped, writable and private: 20 GB of a hundred, which a machine may refuse
AT_ONCE = 24
ALL = [program.name for program in targets.programs()]


def programs(version: str) -> list:
    every = [p for p in targets.programs() if not p.live and p.tells == "stack" and p.runs_on(version)]
    every = [p for p in every if p.name != OTHERWISE]
    return every if version in FULL else [p for p in every if p.name.split(".")[0] in SMALL]


def host_reads(host: str, version: str, program) -> bool:
    if host == "none" or program.name == DEEP:
        return host == "none"
    if WHOLE or version not in FULL[1:-1] or program.name.split(".")[0] in SMALL:
        return True
    return ALL.index(program.name) % len(FULL[1:-1]) == FULL.index(version) - 1


def one_host(version: str) -> str:
    table = list(nodes.VERSIONS)
    return HOSTS[table.index(version) % len(HOSTS)] if version in table else "none"


def cases() -> list:
    found = []
    for version in nodes.versions("all"):
        for host in HOSTS if version in FULL else [one_host(version)]:
            read = filter(functools.partial(host_reads, host, version), programs(version))
            found += [(version, host, p.name) for p in read]
    return found


def lines_of(host: str, target) -> list:
    """What a debugger that is open already is told, to look at another core."""
    if host == "gdb":
        return ["core-file", f"core-file {target.core}"]
    return ["target delete --all", f"target create --core {target.core} {target.node}"]


@functools.lru_cache(maxsize=len(HOSTS))
def documents(version: str, host: str) -> dict:
    """program -> what `jsstack --json` printed on its core."""
    cores = {}
    for program in filter(functools.partial(host_reads, host, version), programs(version)):
        try:
            cores[program.name] = targets.core(program.name, version)
        except targets.NoCore as error:
            cores[program.name] = error
    good = {name: core for name, core in cores.items() if not isinstance(core, Exception)}
    found = {name: f"no core: {core}" for name, core in cores.items() if isinstance(core, Exception)}
    if host == "none":
        return {**found, **{name: without_debugger(core) for name, core in good.items()}}
    cores, answers = list(good.values()), []
    for some in (cores[start : start + AT_ONCE] for start in range(0, len(cores), AT_ONCE)):
        lines = []
        for core in some:
            lines += [*lines_of(host, core), command_for(core)]
        try:
            outputs = debuggers.run(host, some[0], lines, timeout=60 + 10 * len(some)).outputs
            answers += [out.text or out.error for line, out in zip(lines, outputs) if line.startswith("jsstack")]
        except (RuntimeError, subprocess.TimeoutExpired) as error:  # each of its tests fails, none tries again
            answers += [f"{type(error).__name__}: {error}"] * len(some)
    return {**found, **dict(zip(good, answers))}


def command_for(core) -> str:
    """A signal from outside may hit any thread: ask for the one that recorded its call sites."""
    return f"jsstack --json -t {core.truth.get('lwp', core.truth['pid'])}"


def without_debugger(core) -> str:
    text = []
    commands.run(command_for(core).split(), lambda: Session(ElfCore(str(core.core), str(core.node))), Out(text.append))
    return "".join(text)


def stack_of(version: str, host: str, program: str) -> dict:
    text = documents(version, host)[program]
    try:
        return json.loads(text)
    except ValueError:
        pytest.fail(f"jsstack printed no JSON: {text[:500]}")


@pytest.mark.parametrize("version, host, program", cases())
def test_every_call_site(version, host, program):
    truth = targets.core(program, version).truth
    found = stack_of(version, host, program)
    assert "threads" in found, found
    (thread,) = found["threads"]
    lost = callsites.missing(truth, thread["frames"])
    assert not lost, f"{len(lost)} of {len(truth['sites'])} call sites are missing:\n{callsites.report(lost)}"
    if not truth["moving"]:
        assert not callsites.extra(truth, thread["frames"])


def percentages(versions=None) -> None:
    """As a script: the share of call sites found on each release, without a debugger."""
    for version in versions or nodes.VERSIONS:
        start, sites, lost = time.time(), 0, 0
        for program in programs(version):
            truth = targets.core(program.name, version).truth
            frames = json.loads(without_debugger(targets.core(program.name, version)))["threads"][0]["frames"]
            sites += len(truth["sites"])
            lost += len(callsites.missing(truth, frames))
        print(f"{version:10} {sites:6} call sites  {100 * (sites - lost) / sites:7.3f} %  {time.time() - start:5.1f} s")


if __name__ == "__main__":
    import sys

    percentages(sys.argv[1:])
