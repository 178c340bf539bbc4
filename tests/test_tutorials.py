"""The tutorials do what they say: every line typed in docs/tutorial-*.md is typed, and prints what stands below it.

A block of such a page is a session: "$ " is typed in a shell, "(gdb) " and "(lldb) " in the debugger that the line
before started. Below a line stands what it prints; a line "…" stands for any number of lines."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import debuggers
import nodes

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("tutorial-*.md"))
PROMPT = re.compile(r"^(\$|\(gdb\)|\(lldb\)) (.*)$")
MARK, INNER = "v8dbg-tutorial-end", "v8dbg-tutorial-next"  # after what the shell, and the debugger in it, printed


def steps(page: Path) -> list:
    """[(prompt, line, lines that it prints)]"""
    found = []
    for line in page.read_text().splitlines():
        if not line.startswith("    "):
            if line.strip():
                found.append(None)  # prose ends what was printed
            elif found and found[-1]:
                found[-1][2].append("")
            continue
        match = PROMPT.match(line[4:])
        if match:
            found.append((match[1], match[2], []))
        elif found and found[-1]:
            found[-1][2].append(line[4:])
    return [step for step in found if step]


class Shell:
    """A bash that keeps running, as at a terminal, with node and v8dbg on PATH."""

    def __init__(self, folder: Path):
        tools = folder / "bin"
        tools.mkdir()
        os.symlink(nodes.node("24.21.0"), tools / "node")
        (tools / "v8dbg").write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m v8dbg "$@"\n')
        (tools / "v8dbg").chmod(0o755)
        self.folder = folder / "app"
        shutil.copytree(ROOT / "demo", self.folder)
        environment = debuggers.clean_env(PATH=f"{tools}:{os.environ['PATH']}")
        self._bash = subprocess.Popen(
            ["bash", "--norc"],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )

    def type(self, line: str) -> list:
        """What a line prints."""
        self._bash.stdin.write(f"{line}\necho {MARK}\n")
        self._bash.stdin.flush()
        printed = []
        for text in self._bash.stdout:
            if text.rstrip("\n").endswith(MARK):
                rest = text.rstrip("\n")[: -len(MARK)]
                return printed + ([rest] if rest else [])
            printed.append(text.rstrip("\n"))
        raise EOFError(f"the shell ended at: {line}")

    def close(self) -> None:
        os.killpg(self._bash.pid, 9)
        self._bash.wait()


def play(shell: Shell, script: list):
    """(line, what it should print, what it prints), one by one."""
    at = 0
    while at < len(script):
        prompt, line, told = script[at]
        typed = at + 1
        while typed < len(script) and script[typed][0] != "$":
            typed += 1
        if typed > at + 1:  # a debugger, and what is typed in it
            inside = script[at + 1 : typed]
            for (_, command, lines), printed in zip(inside, in_debugger(shell, line, [each[1] for each in inside])):
                yield command, lines, printed
        else:
            yield line, told, shell.type(line)
            if "--abort-on-uncaught-exception" in line:
                want_core(shell, line)
        at = typed


def want_core(shell: Shell, line: str) -> None:
    """A kernel whose core_pattern is another one leaves the core elsewhere: gdb takes one then."""
    if not (shell.folder / "core").exists():
        steps = ["-ex", "run", "-ex", "generate-core-file core", "--args", *shlex.split(line)]
        shell.type(f"{shlex.join([*debuggers.gdb(), *steps])} </dev/null >gdb.log 2>&1")
    assert (shell.folder / "core").exists(), (shell.folder / "gdb.log").read_text()


def in_debugger(shell: Shell, line: str, commands: list) -> list:
    """What each command prints in the debugger that the line starts."""
    program, *arguments = shlex.split(line)
    commands = [each.replace("/srv/v8dbg", str(ROOT)) for each in commands]
    if program == "gdb":
        argv, option, mark = [*debuggers.gdb(), *arguments, "-ex", "set width 0"], "-ex", f"python print('{INNER}')"
    else:
        argv, option, mark = [*debuggers.lldb()[0], *arguments], "-o", f"script print('{INNER}')"
    for each in commands:
        argv += [option, each, option, mark]
    printed, found = [], []
    for text in shell.type(f"{shlex.join(map(str, argv))} </dev/null 2>&1"):
        if text == INNER:
            found.append([each for each in printed if not each.startswith("(lldb) ")])
            printed = []
        else:
            printed.append(text)
    found[0] = []  # the debugger's own greeting; the first command loads v8dbg
    return found


def settled(lines: list, folder: Path) -> list:
    """Without what differs from run to run: addresses, process ids, folders, where in the loop it was stopped."""
    text = "\n".join(lines).replace(str(folder), "/srv/app").replace(str(ROOT), "/srv/v8dbg")
    text = re.sub(r"(^ *)?0x[0-9a-f]+", "0x", text, flags=re.M)
    text = re.sub(r"\b(core\.|LWP |lwp |pid )\d+", r"\1", text)
    text = re.sub(r"(?:at|near) (\S+hang\.js):1[234]:\d+", r"at \1:LOOP", text)
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def agrees(told: list, printed: list) -> bool:
    """Is each told line printed, in order, with nothing else but where "…" stands?"""
    if not told:
        return not printed
    if told[0] == "…":
        return any(agrees(told[1:], printed[at:]) for at in range(len(printed) + 1))
    return bool(printed) and told[0] == printed[0] and agrees(told[1:], printed[1:])


def test_there_are_three():
    assert [page.stem for page in PAGES] == ["tutorial-crash", "tutorial-leak", "tutorial-loop"]


@pytest.mark.slow
@pytest.mark.live
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_tutorial(page, tmp_path):
    script = steps(page)
    assert len(script) >= 6
    shell = Shell(tmp_path)
    try:
        for line, told, printed in play(shell, script):
            told, printed = settled(told, shell.folder), settled(printed, shell.folder)
            if told:  # where nothing is told, nothing is promised: a job's number, a debugger's greeting
                assert agrees(told, printed), f"{line}\ntold:\n" + "\n".join(told) + "\nprinted:\n" + "\n".join(printed)
    finally:
        shell.close()
