"""The samples in README and docs are what the commands print: for demo/hang.js, addresses and loop position aside, and
for programs of the tests, of which numbers may be a little different each time."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import nodes
import targets

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("[!t]*.md"))]  # test_tutorials.py plays the tutorials
BLOCK = re.compile(r"^    \$ v8dbg core (.+)\n((?:(?:    (?!\$ ).*)?\n)+)", re.M)
OTHER = re.compile(r"^    \$ v8dbg (\w+)\.core ([^|>\n]+)\n((?:(?:    (?!\$ ).*)?\n)+)", re.M)
PROGRAMS = {"leaks": "leaky_server", "duplicates": "duplicates"}  # of the cores that have a name
ADDRESS = re.compile(r"\b0x[0-9a-f]+")
NUMBER = re.compile(r"\b\d[\d,]*(?:\.\d+)?")
JSON_BLOCK = re.compile(r"^    \{\n(?:    .*\n)+?    \}$", re.M)


def samples():
    for page in PAGES:
        for command, text in BLOCK.findall(page.read_text()):
            yield pytest.param(command, text, id=f"{page.stem}: {command}")


def named_samples():
    for page in PAGES:
        for core, command, text in OTHER.findall(page.read_text()):
            if core in PROGRAMS and not ADDRESS.search(command):
                yield pytest.param(PROGRAMS[core], command, text, id=f"{page.stem}: {command}")


def until_busy_for(seconds, pid):
    """Until the first thread has had so much processor time: its loop is optimized by then and calls nothing more."""
    for _ in range(600):
        times = Path(f"/proc/{pid}/task/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        if sum(map(int, times)) >= seconds * os.sysconf("SC_CLK_TCK"):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{pid} did not get {seconds} s of processor time in a minute")


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """A core of the hanging process, taken by gdb as README says."""
    folder = tmp_path_factory.mktemp("hang")
    process = subprocess.Popen([nodes.node("24.21.0"), ROOT / "demo" / "hang.js"], cwd=folder)
    try:
        until_busy_for(3, process.pid)
        gdb = ["gdb", "-nx", "-batch", "-p", str(process.pid), "-ex", f"generate-core-file {folder / 'core'}"]
        subprocess.run(gdb, check=True, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    finally:
        process.kill()
        process.wait()
    subprocess.run(["fallocate", "--dig-holes", folder / "core"], check=True)
    return folder / "core"


def run(core, command):
    argv = [sys.executable, "-m", "v8dbg", str(core), *command.split()]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert not done.stderr
    return done.stdout


def settled(text):
    """The lines without what differs from run to run: addresses, numbers of threads, where the loop was stopped."""
    text = re.sub(r"(^ *)?0x[0-9a-f]+", "0x", text.replace(str(ROOT / "demo"), "/srv/app"), flags=re.M)
    text = re.sub(r"\b(old|new)_space\b", "SPACE", text)  # a collection may have moved it by then
    text = re.sub(r"\(lwp \d+", "(lwp", re.sub(r"hang\.js:1[234]:\d+", "hang.js:LOOP", text))
    lines = [re.sub(r"\b(near|at) (\S+:LOOP)", r"at \2", line.rstrip()) for line in text.splitlines()]
    return [line for line in lines if line and not re.match(r" +(=> +)?1\d ", line)]


@pytest.mark.slow
@pytest.mark.live
@pytest.mark.parametrize("command, text", list(samples()))
def test_sample(core, command, text):
    if command.startswith("jsframe"):
        command = "jsframe " + re.search(r"^#3 .*fp=(0x[0-9a-f]+)", run(core, "jsstack -a"), re.M)[1]
    if command.startswith("v8whatis -v 0x"):
        store = re.search(r"used in (0x[0-9a-f]+)", run(core, "jsprint -m f2.this"))[1]
        command = f"v8whatis -v {int(store, 16) - 1 + 16:#x}"
    told = settled("\n".join(line[4:] for line in text.splitlines()))
    printed = settled(run(core, command))
    if command.startswith("jsfunctions"):  # as the heap has them; the script's own may be gone
        told, printed = (sorted(row for row in rows if "hang.js:1)" not in row) for rows in (told, printed))
    if told[-1] == "…":
        told, printed = told[:-1], printed[: len(told) - 1]
    assert told == printed


@pytest.mark.parametrize("program, command, text", list(named_samples()))
def test_sample_of_a_program(program, command, text):
    core = targets.core(program, "24.21.0").core
    output = run(core, command)
    told, printed = ([(words(line), numbers(line)) for line in lines.splitlines() if line.strip()]
                     for lines in (text, output))  # fmt: skip
    at = 0
    for number, (line, sizes) in enumerate(told):
        if line == "…":
            following = [each for each, _ in told[number + 1 : number + 2]]
            while following and printed[at][0] != following[0]:
                at += 1
            continue
        assert printed[at][0] == line
        assert printed[at][1] == pytest.approx(sizes, rel=0.02, abs=1)
        at += 1
    assert at == len(printed) or "…" in [line for line, _ in told], output


def words(line):
    return " ".join(NUMBER.sub("N", ADDRESS.sub("0x", line)).split())


def numbers(line):
    return [float(each.replace(",", "")) for each in NUMBER.findall(ADDRESS.sub("", line))]


@pytest.mark.slow
@pytest.mark.live
def test_json_sample(core):
    page = (ROOT / "docs" / "jsstack.md").read_text()
    told = json.loads(JSON_BLOCK.search(page)[0])
    printed = json.loads(run(core, "jsstack --json"))
    assert told.keys() == printed.keys()
    assert told["threads"][0].keys() == printed["threads"][0].keys()
    by_index = {frame["index"]: frame for frame in printed["threads"][0]["frames"]}
    for frame in told["threads"][0]["frames"]:
        assert shape(frame) == shape(by_index[frame["index"]])


def shape(value):
    """A document without what differs from run to run."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return settled(value) if isinstance(value, str) else value
