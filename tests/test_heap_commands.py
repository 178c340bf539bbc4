"""jsheap and v8verify: their figures against V8's, silence on healthy heaps, exactly what was spoiled on others."""

import json
import random
import re
import sys

import pytest

import debuggers
import nodes
import spoiled
import targets
from v8dbg import commands, heap_check, index
from v8dbg.census import census
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Corrupt
from v8dbg.heap import heaps
from v8dbg.heap_walk import walker_of
from v8dbg.isolate import Isolate
from v8dbg.objects import HEAP_TAG
from v8dbg.render import Out
from v8dbg.session import Session

LATER = 16 << 10  # bytes of code and objects made between V8's answer and the death


def open_session(target, core=None):
    return Session(ElfCore(str(core or target.core), str(target.node)))


def run(session, *words, status=0):
    text = []
    assert commands.run(list(words), lambda: session, Out(text.append)) == status, "".join(text)
    return "".join(text)


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_figures_are_those_of_v8(version):
    target = targets.core("heap", version)
    (isolate,) = json.loads(run(open_session(target), "jsheap", "--json"))["isolates"]
    ours = {space["name"]: space for space in isolate["spaces"]}
    for told in target.truth["extra"]["spaces"]:
        name = told["space_name"]
        if name == "read_only_space" or not told["space_size"]:
            continue
        space = ours[name]
        assert space["size"] == told["space_size"] and not space["corrupt"], name
        spare = space["free"] if name == "new_space" else max(0, space["free"] + space["unused"]
                                                              - told["space_available_size"])
        low, high = 0.99 * space["used"] - LATER, 1.01 * (space["used"] + spare) + LATER
        assert low <= told["space_used_size"] <= high, name


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_numpy_changes_nothing(version, monkeypatch):
    target = targets.core("heap", version)
    fast = run(open_session(target), "jsheap", "-v")
    monkeypatch.setitem(sys.modules, "v8dbg.census", None)
    assert run(open_session(target), "jsheap", "-v") == fast


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_commands_without_an_index(version, monkeypatch, tmp_path):
    """--no-cache leaves nothing behind, and counts for one command alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(index, "LARGE", 0)
    target = targets.core("heap", version)
    lines = (
        "jsfindrefs global.process", "jsretainers global.process", "jsdominators --top 1", "jsleaks",
        "findjsobjects --live --top 1", "findjsobjects --duplicates --top 1", f"jssnapshot {tmp_path}/a.heapsnapshot",
    )  # fmt: skip
    for line in lines:
        run(open_session(target), *line.split(), "--no-cache")
        assert not list(tmp_path.glob("v8dbg/*")), line
    session = open_session(target)
    run(session, "jsfindrefs", "global.process", "--no-cache")
    run(session, "jsleaks")
    assert list(tmp_path.glob("v8dbg/*"))


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_healthy_heaps_have_no_problems(version):
    for program in ("heap", "workers", "vm_modules", "engine_objects"):
        assert run(open_session(targets.core(program, version)), "v8verify") == "nothing is wrong\n"


@pytest.mark.parametrize("version", nodes.versions())
def test_heaps_in_the_middle_of_a_collection(version):
    assert run(open_session(targets.core("heap_unswept", version)), "v8verify") == "nothing is wrong\n"


@pytest.mark.parametrize("version", nodes.versions())
def test_all_at_once_finds_what_one_after_another_does(version, tmp_path):
    """And words besides that lead nowhere: of elements, of machine code."""
    target = targets.core("heap", version)
    (heap,) = heaps(open_session(target))
    chance, words = random.Random(11), {}
    taken = census(heap)
    objects = list(zip(taken.addresses.tolist(), taken.sizes.tolist()))
    chosen = [each for each in chance.sample(objects, 600) if heap.page_of(each[0])[1].heap]
    for start, size in chosen:  # another object, none, a number, what was cleared, where no object begins
        one, other = (each[0] + HEAP_TAG for each in chance.sample(objects, 2))
        words[start + chance.randrange(8, max(16, min(size, 80)), 8)] = chance.choice([one, 0x123401, 14, 3, other + 8])
    (heap,) = heaps(open_session(target, spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), words)))
    found = [(each.address, each.text) for each in heap_check.problems(heap)]
    there = (census(heap).addresses + HEAP_TAG).tolist()
    asked = {start + HEAP_TAG for start, _ in chosen} & set(there) | set(chance.sample(there, 1000))
    nowhere = [each for each in found if re.search("no object of the heap(,| begins here)", each[1])]
    assert len(nowhere) > 10
    told = [each for each in found if each[0] in asked and each not in nowhere]
    alone = [(each.address, each.text) for address in asked for each in heap_check.of_object(heap.session, address)]
    assert sorted(told) == sorted(alone) and len(told) > 40


@pytest.mark.parametrize("version", nodes.versions())
def test_what_was_spoiled(version, tmp_path):
    target = targets.core("heap", version)
    (heap,) = heaps(open_session(target))
    space = heap.space("old_space")
    entries = (e for page in space.pages[2:] for e in list(walker_of(heap).page(space, page))[200:])
    lost = next(e for e in entries if 32 <= e.size <= 512 and spoiled.is_plain(heap.session, e))
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), {lost.address - HEAP_TAG: 0x12345670})
    document = json.loads(run(open_session(target, core), "v8verify", "--json", "-e", "1000000"))
    (problem,) = document["problems"]
    assert problem["address"] == f"{lost.address - HEAP_TAG:#x}" and document["count"] == 1
    assert problem["text"].startswith(f"{lost.size} bytes of the old_space: 0x12345670 is no map")
    text = run(open_session(target, core), "jsheap", status=1)
    assert f"warning: old_space: {lost.size} bytes in 1 places are no objects" in text


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_each_worker_has_a_heap(version):
    document = json.loads(run(open_session(targets.core("workers", version)), "jsheap", "--json"))
    assert len(document["isolates"]) > 1


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_difference(version, tmp_path):
    target = targets.core("heap", version)
    saved = tmp_path / "before.json"
    saved.write_text(run(open_session(target), "jsheap", "--json"))
    for other in (saved, target.core):
        rows = json.loads(run(open_session(target), "jsheap", "--json", "--diff", str(other)))["spaces"]
        assert len(rows) > 4 and not any(row[f"{name}_change"] for row in rows for name in ("size", "used", "objects"))
    document = json.loads(saved.read_text())
    document["isolates"][0]["spaces"][2]["used"] -= 1000
    saved.write_text(json.dumps(document))
    rows = json.loads(run(open_session(target), "jsheap", "--json", "--diff", str(saved)))["spaces"]
    assert [row["used_change"] for row in rows if row["used_change"]] == [1000]
    assert "+1,000" in run(open_session(target), "jsheap", "--diff", str(saved))
    saved.write_text('{"isolates": [{}]}')
    assert "a space has no name" in run(open_session(target), "jsheap", "--diff", str(saved), status=2)


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_interrupted(version, monkeypatch):
    session = open_session(targets.core("heap", version))
    whole = json.loads(run(session, "jsheap", "--json"))
    monkeypatch.setattr(type(session.process), "interrupted", lambda self: True)
    part = json.loads(run(session, "jsheap", "--json", status=1))
    objects = [sum(s["objects"] for s in document["isolates"][0]["spaces"]) for document in (whole, part)]
    assert objects[0] > objects[1] and part["warnings"][0].startswith("partial: interrupted after")
    assert "partial: interrupted after" in run(session, "v8verify", status=1)


def missing_pages():
    for which in ("the first", "the second", "the last", "one between", "the first of code"):
        for version in nodes.versions() if which == "the second" else nodes.versions("all"):
            yield pytest.param(version, which, id=f"{which}-{version}")


@pytest.mark.parametrize("version, which", missing_pages())
def test_a_page_that_is_missing(version, which, tmp_path):
    """Its neighbours are found, and every command says that something is not."""
    target = targets.core("heap", version)
    (heap,) = heaps(open_session(target))
    places = {page.start: space.name for space, page in heap.pages()}
    pages = heap.space("code_space" if "code" in which else "old_space").pages
    page = pages[{"the second": 1, "the last": -1, "one between": len(pages) // 2}.get(which, 0)]
    core = spoiled.without(target.core, tmp_path / "core", page.start)
    low, high = spoiled.segment_of(target.core, page.start)
    lost = {start for start in places if low <= start < high}
    assert "read_only_space" not in {places[start] for start in lost}
    (found,) = heaps(open_session(target, core))
    there = {page.start for _, page in found.pages()}
    assert set(places) - lost == there  # none that was freed either
    for line in ("jsheap", "findjsobjects", "jsfindrefs -n nothing", "jsdominators --top 1"):
        assert "warning: " in run(open_session(target, core), *line.split(), status=1), line


@pytest.mark.live
@pytest.mark.parametrize("version", nodes.versions())
def test_an_isolate_without_a_heap(version):
    """A worker has ended, its isolate is about to: the heap and the state of the main thread are told all the same."""
    ends = ["break v8::internal::Heap::TearDown", "continue", "finish"]
    asked = ["jsheap --json", "v8verify --json", "findjsobjects --top 1", "jsfindrefs -n process", "jsleaks"]
    with targets.live("workers_end", version) as live:
        result = debuggers.run("gdb", live, [*ends, *asked, "jsprint process.pid", "nodeinfo -t all --json", "delete"])
    assert not result.stderr and not any(each.error for each in result.outputs), result.stderr
    heaps, verified, objects, references, leaks, pid, every = (each.text for each in result.outputs[len(ends) : -1])
    told, main = json.loads(heaps), json.loads(heaps)["isolates"][-1]
    if len(told["isolates"]) == 1 and nodes.parse(version) >= (18,):  # older ones: its roots are gone too
        assert "has no heap" in told["warnings"][0] and not json.loads(verified)["count"]
    assert {"old_space", "new_space"} <= {each["name"] for each in main["spaces"]}
    assert not any(each["corrupt"] for each in main["spaces"])
    assert "total" in objects and ".process" in references and f"isolate {main['isolate']}: " in leaks
    assert str(live.pid) in pid and [each["pid"] for each in json.loads(every)["processes"]] == [live.pid]


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_an_isolate_whose_roots_do_not_end(version, monkeypatch):
    """Where a worker begins, its isolate has for moments what was in that memory before: none is met at will."""
    target, roots = targets.core("workers", version), Isolate.roots
    whole = json.loads(run(open_session(target), "jsheap", "--json"))["isolates"]

    def others(isolate):
        if f"{isolate.address:#x}" == whole[0]["isolate"]:
            raise Corrupt("the roots do not end")
        return roots(isolate)

    monkeypatch.setattr(Isolate, "roots", others)
    told = json.loads(run(open_session(target), "jsheap", "--json", status=1))
    assert told["isolates"] == whole[1:] and told["warnings"] == ["the roots do not end"]


def spaces_of_other_kinds():
    for version in nodes.versions("all"):
        for name in ("tracked", "paged_new_space"):
            if targets.program(name).runs_on(version):
                yield pytest.param(name, version, id=f"{name}-{version}")


@pytest.mark.parametrize("name, version", spaces_of_other_kinds())
def test_a_new_space_of_another_kind(name, version):
    """One whose area for further objects is empty: behind its last object there is nothing. One without halves."""
    target = targets.core(name, version)
    (heap,) = heaps(open_session(target))
    assert heap.space("new_space").is_paged == (name == "paged_new_space")
    assert run(open_session(target), "v8verify") == "nothing is wrong\n"
    assert json.loads(run(open_session(target), "jsheap", "--json"))["warnings"] == []


@pytest.mark.parametrize("version", nodes.versions())
def test_code_that_was_copied_to_large_pages(version):
    """No file is mapped there any more: node --use-largepages, where release and kernel have it."""
    target = targets.core("large_pages", version)
    assert run(open_session(target), "v8verify") == "nothing is wrong\n"
    assert json.loads(run(open_session(target), "jsheap", "--json"))["warnings"] == []
