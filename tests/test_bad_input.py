"""What is wrong is said in one clear sentence, with what to try; all that can be read is printed; never a traceback."""

import dataclasses
import json
import random
import subprocess

import pytest

import debuggers
import nodes
import spoiled
import targets
from v8dbg.elf_core import ElfCore
from v8dbg.frames import stack
from v8dbg.heap import heap_of
from v8dbg.session import Session

VERSIONS = [v for v in nodes.versions() if v.split(".")[0] in ("16", "22", "26")] or nodes.versions()
HOSTS = ("gdb", "lldb", "none")
CHAIN = ["leaf", "speak"]  # of classes.js


@pytest.fixture(params=VERSIONS)
def core(request):
    return targets.core("classes", request.param)


def changed(core, path):
    return dataclasses.replace(core, core=path)


def javascript(document: dict) -> list:
    return [f for t in document["threads"] for f in t["frames"] if f["kind"] == "js"]


def ask(host: str, target, status: tuple = (0, 1)) -> dict:
    """`jsstack --json`, which must not have ended in a traceback."""
    result = debuggers.run(host, target, ["jsstack --json"])
    assert "Traceback" not in result.stdout + result.stderr + result.log
    assert result.status in status
    return json.loads(result.stdout or result.stderr[result.stderr.index("{") :])


def whole(core) -> Session:
    return Session(ElfCore(str(core.core), str(core.node)))


@pytest.mark.parametrize("share", [0.5, 0.9])
@pytest.mark.parametrize("host", HOSTS)
def test_cut_core(core, host, share, tmp_path):
    target = changed(core, spoiled.cut(core.core, tmp_path / "core", share))
    document = ask(host, target, (1,) if host == "none" else (0, 1))
    words = ("missing", "cut", "truncated")
    assert any(word in warning for warning in document["warnings"] for word in words), document


@pytest.mark.parametrize("host", HOSTS)
def test_core_cut_before_its_notes(core, host, tmp_path):
    """No thread, no register, no list of files: what is on the heap is read all the same."""
    target = changed(core, spoiled.without_notes(core.core, tmp_path / "core"))
    lines = ["jsprint process.pid", "nodeinfo", "jsheap", "jsstack"]
    answers = [answer.text or answer.error for answer in debuggers.run(host, target, lines).outputs]
    if host == "gdb":  # it does not take a core without threads
        assert all("v8dbg -e NODE CORE" in answer for answer in answers)
        return
    assert answers[0].splitlines()[0] == str(core.truth["pid"])
    assert core.version in answers[1]
    assert "old_space" in answers[2]
    assert "isolate" not in answers[3]
    result = debuggers.run("none", target, ["jsstack"])
    assert result.status == 1 and "registers" in result.stderr and "cut off before its notes" in result.stderr
    unnamed = debuggers.run("none", dataclasses.replace(target, node=""), ["jsstack"])
    assert unnamed.status == 1 and "name it with -e" in unnamed.stderr


def test_core_without_a_list_of_files(core, tmp_path):
    """What is on the heap is read as ever, and every command says what cannot be."""
    target = changed(core, spoiled.without_files(core.core, tmp_path / "core"))
    lines = ["jsheap --json", "jsprint process.pid"]
    ours, theirs = (debuggers.run("none", each, lines).outputs for each in (target, core))
    assert json.loads(ours[0].text)["isolates"] == json.loads(theirs[0].text)["isolates"]
    assert "NT_FILE" in ours[1].text + ours[1].error and ours[1].text.startswith(theirs[1].text)
    assert any("NT_FILE" in warning for warning in ask("none", target)["warnings"])


def test_wrong_executable(core):
    other = next(v for v in nodes.VERSIONS if v != core.version and nodes.node(v).exists())
    result = debuggers.run("none", dataclasses.replace(core, node=nodes.node(other)), ["jsstack"])
    assert result.status == 1 and len(result.stderr.splitlines()) == 1
    ids = [word for word in result.stderr.replace(",", " ").replace(";", " ").split() if len(word) == 40]
    assert len(set(ids)) == 2, result.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_closures_that_were_not_dumped(core, host, tmp_path):
    """The page with one function is gone: its frame says so, the others are whole."""
    session = whole(core)
    frames = stack(session, session.process.threads()[0]).frames
    victim = next(frame for frame in frames if frame.function == CHAIN[0])
    target = changed(core, spoiled.without(core.core, tmp_path / "core", victim.closure.address))
    document = ask(host, target)
    assert len(document["threads"][0]["frames"]) >= len(frames)
    notes = [note for frame in document["threads"][0]["frames"] for note in frame.get("notes", [])]
    assert any("not read" in note for note in notes)


@pytest.mark.parametrize("host", HOSTS)
def test_corrupt_frame_in_the_middle(core, host, tmp_path):
    session = whole(core)
    frames = stack(session, session.process.threads()[0]).frames
    victim = next(frame for frame in frames if frame.function == CHAIN[1])
    spoiled.poke(spoiled.copy(core.core, tmp_path / "core"), {victim.fp - 16: 0x4141414141414141})
    document = ask(host, changed(core, tmp_path / "core"))
    names = [frame["function"] for frame in javascript(document)]
    assert CHAIN[0] in names and len(names) >= len([f for f in frames if f.kind == "js"]) - 1
    notes = [note for frame in document["threads"][0]["frames"] for note in frame.get("notes", [])]
    assert any("0x41414141414141" in note for note in notes)


@pytest.mark.parametrize("host", HOSTS)
def test_a_stack_from_its_pointer_on(core, host, tmp_path):
    """The page that it begins in is not whole: nothing is missing for that."""
    registers = whole(core).process.threads()[0].registers
    target = changed(core, spoiled.from_here_on(core.core, tmp_path / "core", registers["rsp"] - 128 & -16))
    assert ask(host, target)["threads"] == ask(host, core)["threads"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_stack_without_its_first_frames(core, host, tmp_path):
    """It is said in the text too, which leaves out V8's own frames; and nobody says that no JavaScript runs."""
    session = whole(core)
    frames = stack(session, session.process.threads()[0]).frames
    entry = next(frame for frame in frames if frame.frame_type == "EntryFrame")
    for lost in frames[frames.index(entry) - 1], entry:
        target = changed(core, spoiled.from_here_on(core.core, tmp_path / "core", lost.fp + 8 & -16))
        text = debuggers.run(host, target, ["jsstack"]).stdout
        assert "no JavaScript is running" not in text
        if lost is not entry:
            assert "frames above are missing" in text and "<EntryFrame>" in text and "node::Start(" in text
        else:
            assert "could not be followed further" in text


def test_v8_that_is_newer_than_the_tables(core, tmp_path):
    session = whole(core)
    prefix = "_ZN2v88internal7Version6major_E"
    address = session.process.symbols(prefix)[prefix]
    word = session.process.u64(address) & ~0xFFFFFFFF | 99
    spoiled.poke(spoiled.copy(core.core, tmp_path / "core"), {address: word})
    document = ask("none", changed(core, tmp_path / "core"))
    said = document.get("warnings", [])
    assert any("newer than v8dbg's tables" in warning for warning in said), document
    # the newest tables fit the newest V8, not a 9.4 that says it is 99.4
    assert any("the heap " in warning and "the newest tables" in warning for warning in said), document


def test_v8_with_pointer_compression(core, tmp_path):
    """No release has it. Its metadata tells."""
    session = whole(core)
    address = session.process.symbols("v8dbg_TaggedSize")["v8dbg_TaggedSize"]
    spoiled.poke(spoiled.copy(core.core, tmp_path / "core"), {address: session.process.u64(address) & ~0xFFFFFFFF | 4})
    assert any("pointer compression" in each for each in ask("none", changed(core, tmp_path / "core"))["warnings"])
    assert not any("pointer compression" in each for each in ask("none", core)["warnings"])


def test_stripped_executable(core, tmp_path):
    """Without .symtab the same JavaScript frames are there."""
    stripped = tmp_path / "node"
    subprocess.run(["strip", "-o", str(stripped), str(core.node)], check=True)
    document = ask("none", dataclasses.replace(core, node=stripped))
    keys = ("function", "script", "line", "column", "construct")
    expected = [[frame[key] for key in keys] for frame in javascript(ask("none", core))]
    assert [[frame[key] for key in keys] for frame in javascript(document)] == expected


@pytest.mark.parametrize("version", nodes.versions())
def test_a_worker_that_is_being_taken_down(version, tmp_path):
    """Its heap is gone while its thread still has an isolate: no function can wait there, and nothing is amiss."""
    target = targets.core("worker_waits", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    stacks = [stack(session, thread) for thread in session.process.threads()]
    kinds = [[frame.kind for frame in each.frames] for each in stacks]
    worker = next(each.isolate for each, its in zip(stacks, kinds) if each.isolate and set(its) == {"native"})
    heap = heap_of(worker)
    words = [word for _, word in worker.roots() if heap.page_of(word) and heap.page_of(word)[0].name == "old_space"]
    core = spoiled.without(target.core, tmp_path / "core", words[-1])
    session = Session(ElfCore(str(core), str(target.node)))
    stacks = [stack(session, thread) for thread in session.process.threads()]
    assert not any(each.warnings for each in stacks)
    assert [[frame.kind for frame in each.frames] for each in stacks] == kinds


def test_flipped_words(core, tmp_path):
    """A thousand random words of the stack and the heap changed: whatever is left is printed, nothing is raised."""
    session = whole(core)
    frames = stack(session, session.process.threads()[0]).frames
    places = [frame.fp for frame in frames] + [frame.closure.address - 1 for frame in frames if frame.closure]
    chance = random.Random(7)
    for _ in range(10):
        words = {}
        for _ in range(100):
            address = (chance.choice(places) + 8 * chance.randrange(-64, 64)) & ~7
            if session.process.readable(address, 8):
                words[address] = chance.getrandbits(64)
        there = {address: word for address, word in words.items() if dumped(core.core, address)}
        spoiled.poke(spoiled.copy(core.core, tmp_path / "core"), there)
        damaged = whole(changed(core, tmp_path / "core"))
        for thread in damaged.process.threads():
            stack(damaged, thread)


def dumped(core, address: int) -> bool:
    return any(start <= address < start + in_file for _, _, start, in_file in spoiled.segments(core))
