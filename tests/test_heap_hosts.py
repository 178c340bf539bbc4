"""Commands that follow references: the same text in gdb, in lldb and without a debugger, the same bytes of a file."""

import os
import signal

import pytest

import debuggers
import nodes
import targets
from v8dbg import commands
from v8dbg.elf_core import ElfCore
from v8dbg.render import Out
from v8dbg.session import Session

SOME = [v for v in ("12.22.12", "24.21.0", "26.12.1") if v in nodes.versions("all")] or nodes.versions("all")[-1:]
LINES = [
    "jsfindrefs -l 2 global.process", "jsfindrefs -s kept", "jsretainers -n 2 global.process",
    "jsdominators --top 5 --no-cache", "jsdominators --top 5 --no-cache global.kept", "jsleaks --share 1 --no-cache",
    "findjsobjects --live --top 20",
]  # fmt: skip


def alone(target, lines):
    """What the command line prints."""
    session, texts = Session(ElfCore(str(target.core), str(target.node))), []
    for line in lines:
        text = []
        assert commands.run(commands.split(line), lambda: session, Out(text.append)) == commands.OK, text
        texts.append("".join(text))
    return texts


@pytest.mark.parametrize("version", SOME)
def test_same_text_and_file(version, tmp_path):
    target = targets.core("reach", version)
    files = {host: tmp_path / f"{host}.heapsnapshot" for host in ("none", "gdb", "lldb")}
    *texts, written = alone(target, [*LINES, f"jssnapshot {files['none']}"])
    for host in ("gdb", "lldb"):
        *found, told = debuggers.run(host, target, [*LINES, f"jssnapshot {files[host]}"]).outputs
        for line, ours, theirs in zip(LINES, texts, found):
            assert theirs.text == ours and not theirs.error, (host, line)
        assert told.text.replace(str(files[host]), str(files["none"])) == written and not told.error
        assert files[host].read_bytes() == files["none"].read_bytes(), host
    (printed,) = debuggers.run_cli(target, LINES[2:3]).outputs
    assert printed.text == texts[2] and not printed.error


@pytest.mark.live
def test_live_process(tmp_path):
    """One that stands still, so that both debuggers see the same."""
    files = {host: tmp_path / f"{host}.heapsnapshot" for host in ("gdb", "lldb")}
    lines = [line.replace("global.kept", "global.process").replace("kept", "heartbeat") for line in LINES]
    with targets.live("idle", SOME[-1]) as target:
        answers = {}
        for host, file in files.items():
            os.kill(target.pid, signal.SIGSTOP)
            answers[host] = debuggers.run(host, target, [*lines, f"jssnapshot {file}"]).outputs
    for line, ours, theirs in zip(lines, *answers.values()):
        assert ours.text == theirs.text and ours.text.count("\n") > 1 and not ours.error and not theirs.error, line
    assert files["gdb"].read_bytes() == files["lldb"].read_bytes()
