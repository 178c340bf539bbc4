"""The commands of the heap on damaged cores: each ends soon, with a result or one sentence; what is lost is counted."""

import json
import random
import time

import pytest

import collections_stopped
import nodes
import spoiled
import targets
from v8dbg import commands
from v8dbg.elf_core import ElfCore
from v8dbg.heap import heaps
from v8dbg.heap_walk import objects
from v8dbg.isolate import isolates
from v8dbg.objects import HEAP_TAG
from v8dbg.render import Out
from v8dbg.session import Session

ENDS = sorted({*nodes.versions()[:1], *nodes.versions()[-1:]}, key=nodes.parse)
SECONDS = 60  # of a processor for one command: ten times what the slowest takes
GRAPH = ("--live", "jsfindrefs", "jsretainers", "jsdominators", "jsleaks", "jssnapshot")  # what follows references
LINES = (
    "findjsobjects --top 3", "findjsobjects -s -c Object --top 3", "findjsobjects -k string --top 3",
    "findjsobjects --live --top 3", "findjsobjects -r VALUE --print --top 3", "findjsobjects --diff CORE --top 3",
    "jsfunctions", "jsheap", "jsfindrefs -l 2 VALUE", "jsfindrefs -n kept --top 3", "jsfindrefs -s length --top 3",
    "jsretainers -n 3 VALUE", "jsdominators --top 3", "jsdominators --top 3 VALUE", "jsleaks --share 1",
    "jssnapshot --force FILE", "v8verify -e 499 -l 3",
)  # fmt: skip
SHORT = (
    "findjsobjects --live --top 3", "jsheap", "jsfindrefs VALUE", "jsretainers VALUE", "jsleaks --share 1",
    "jssnapshot --force FILE",
)  # fmt: skip


class Damaged:
    """A core with its faults, and what each command says of it."""

    def __init__(self, target, core, folder, lines=LINES):
        self.session = Session(ElfCore(str(core), str(target.node)))
        self.file = folder / "made.heapsnapshot"
        self.texts = {}
        names = {"VALUE": "global.process", "CORE": str(target.core), "FILE": str(self.file)}
        for line in lines:
            self.texts[line] = self.ask([names.get(word, word) for word in line.split()])

    def ask(self, words):
        text, start = [], time.process_time()
        status = commands.run(words, lambda: self.session, Out(text.append))
        assert time.process_time() - start < SECONDS, words
        text = "".join(text)
        assert status in (commands.OK, commands.PARTIAL) and text, (words, text)
        if "--json" not in words:
            said = any(each.startswith(("warning: ", "v8dbg: ")) for each in text.splitlines())
            assert said == (status == commands.PARTIAL), words
        return text

    def json(self, line):
        return json.loads(self.ask([*line.split(), "--json"]))

    def check_snapshot(self):
        made = json.loads(self.file.read_text())
        meta = made["snapshot"]["meta"]
        assert len(made["nodes"]) == made["snapshot"]["node_count"] * len(meta["node_fields"]) > 0
        assert len(made["edges"]) == 3 * made["snapshot"]["edge_count"] > 0
        assert max(made["edges"][2::3]) < len(made["nodes"])
        names = made["nodes"][1 :: len(meta["node_fields"])]
        assert 0 <= min(names) and max(names) < len(made["strings"])


def pages(target):
    """All pages of a core's heaps but those of the read-only space, without which nothing tells what an object is."""
    session = Session(ElfCore(str(target.core), str(target.node)))
    return [page for heap in heaps(session) for space, page in heap.pages() if space.name != "read_only_space"]


def undefined(target):
    """The value undefined, which lies in the read-only space."""
    session = Session(ElfCore(str(target.core), str(target.node)))
    return isolates(session)[0].root("undefined_value")


def summed(document):
    """(bytes of objects, bytes that are none, free and unused ones) of jsheap; free space may be damaged, too."""
    spaces = [space for isolate in document["isolates"] for space in isolate["spaces"]]
    lost = sum(each["bytes"] for space in spaces for each in space["corrupt"])
    return sum(space["used"] for space in spaces), lost, sum(space["free"] + space["unused"] for space in spaces)


def of_healthy(target):
    """The same of the core without faults."""
    text = []
    session = Session(ElfCore(str(target.core), str(target.node)))
    commands.run(["jsheap", "--json"], lambda: session, Out(text.append))
    return summed(json.loads("".join(text)))


@pytest.mark.parametrize("version", ENDS)
@pytest.mark.parametrize("share, lines", [(0.5, LINES), (0.9, SHORT)])
def test_cut_core(version, share, lines, tmp_path):
    target = targets.core("reach", version)
    found = Damaged(target, spoiled.cut(target.core, tmp_path / "core", share), tmp_path, lines)
    for line, text in found.texts.items():
        assert "is cut off: " in text, line
    assert "total" in found.texts["findjsobjects --live --top 3"]


@pytest.mark.parametrize("version", ENDS)
def test_pages_that_were_not_dumped(version, tmp_path):
    target = targets.core("reach", version)
    low, high = spoiled.segment_of(target.core, undefined(target).address)  # without it there is no isolate
    small = [page for page in pages(target) if page.area_end - page.area_start < 1 << 20]
    lost = random.Random(3).sample([page for page in small if not low <= page.start < high], 4)
    core = target.core
    for number, page in enumerate(lost):
        core = spoiled.without(core, tmp_path / f"core{number}", page.area_start)
        (tmp_path / f"core{number - 1}").unlink(missing_ok=True)
    found = Damaged(target, core, tmp_path)
    for line in LINES:
        if line.split()[0] != "v8verify" and "v8dbg: " not in found.texts[line]:
            assert "warning: " in found.texts[line], line
    assert "problems" in found.texts[LINES[-1]]


@pytest.mark.parametrize("version", ENDS)
def test_without_the_read_only_space(version, tmp_path):
    """Nothing tells what an object is: every command says so, and none that there is nothing."""
    target = targets.core("reach", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    core = spoiled.without(target.core, tmp_path / "core", undefined(target).address)
    found = Damaged(target, core, tmp_path, [line for line in LINES if "FILE" not in line])
    for line, text in found.texts.items():
        assert "v8dbg: " in text and "no isolate " in text, (line, text)
    for line in ("findjsobjects", "jsheap"):
        text = []
        commands.run([line, "--diff", str(core)], lambda: session, Out(text.append))
        assert "".join(text).startswith(f"v8dbg: --diff {core}: no isolate found in it"), line


@pytest.mark.parametrize("version", ENDS)
def test_lengths_that_no_memory_has(version, tmp_path):
    """What an external string and an ArrayBuffer claim to keep is more than there is at that place."""
    target = targets.core("reach", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    (heap,) = heaps(session)
    length, bytes_ = (session.layout.offset(*each) for each in (("String", "length"), ("JSArrayBuffer", "byte_length")))
    words, kinds = {}, {"string": 0, "buffer": 0}
    for each in objects(heap):
        name = session.layout.type_name(session.instance_type(each.map_word))
        start = each.address - HEAP_TAG
        if "EXTERNAL" in name and name.endswith("STRING_TYPE"):
            words[start + length & -8] = 300 << 20 + 8 * (length & 7)
            kinds["string"] += 1
        elif name == "JS_ARRAY_BUFFER_TYPE" and session.process.u64(start + bytes_):
            words[start + bytes_] = 1 << 39
            kinds["buffer"] += 1
    assert all(kinds.values())
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), words)
    found = Damaged(target, core, tmp_path, ("jsdominators --top 3", "jssnapshot --force FILE"))
    assert " ArrayBuffers the bytes that they keep outside of the heap" in found.texts["jsdominators --top 3"]
    used = found.json("findjsobjects")["totals"]["bytes"]
    assert found.json("jsdominators --top 1")["isolates"][0]["retained"] < used + (1 << 20)
    made = json.loads((tmp_path / "made.heapsnapshot").read_text())
    fields = made["snapshot"]["meta"]["node_fields"]
    assert sum(made["nodes"][fields.index("self_size") :: len(fields)]) < used + (1 << 20)


@pytest.mark.parametrize("version", ENDS)
def test_a_native_context_without_a_length(version, tmp_path):
    target = targets.core("reach", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    context = isolates(session)[0].context
    while context.type_name != "NATIVE_CONTEXT_TYPE":
        context = context.previous
    length = context.start + session.layout.offset("Context", "length")
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), {length: 0x47F91781431})
    Damaged(target, core, tmp_path, ("jssnapshot --force FILE",)).check_snapshot()


@pytest.mark.parametrize("version", ENDS)
def test_scripts_with_impossible_numbers(version, tmp_path):
    target = targets.core("reach", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    (heap,) = heaps(session)
    wanted, offset = session.layout.type("SCRIPT_TYPE"), session.layout.offset("Script", "id") - HEAP_TAG
    scripts = [each.address for each in objects(heap) if session.instance_type(each.map_word) == wanted]
    minus = ((1 << 32) - 5) << 32
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), {each + offset: minus for each in scripts})
    Damaged(target, core, tmp_path, ("jssnapshot --force FILE",)).check_snapshot()
    assert not json.loads((tmp_path / "made.heapsnapshot").read_text())["locations"]


@pytest.mark.parametrize("version", ENDS)
def test_flipped_words(version, tmp_path):
    """10,000 words of the heap: bytes of objects and bytes that are none are still the whole heap."""
    target = targets.core("reach", version)
    chance, words, areas = random.Random(5), {}, [(page.area_start, page.area_end) for page in pages(target)]
    while len(words) < 10_000:
        words[chance.randrange(*chance.choice(areas), 8)] = chance.getrandbits(64)
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), words)
    found = Damaged(target, core, tmp_path)
    for line, text in found.texts.items():
        if "v8dbg: " not in text and line.startswith(("findjsobjects", "jsfunctions", *GRAPH)):
            assert "bytes of the heap are no objects" in text, line
        if "v8dbg: " not in text and any(each in line for each in GRAPH):
            assert "references of the heap lead to no object" in text, line
    found.check_snapshot()
    document, sums = found.json("findjsobjects"), summed(found.json("jsheap"))
    lost = int(document["warnings"][0].split()[0])
    assert (document["totals"]["bytes"], lost) == sums[:2]
    assert sum(sums) == sum(of_healthy(target))
    assert found.json("jsdominators --top 1")["isolates"][0]["retained"] <= document["totals"]["bytes"] + (64 << 20)


@pytest.mark.parametrize("version", ENDS)
def test_inside_a_collection(version, tmp_path):
    target = targets.core(collections_stopped.PROGRAM, version)
    for kind, core in collections_stopped.cores(version).items():
        found = Damaged(target, core, tmp_path, SHORT)
        found.check_snapshot()
        assert not [line for line, text in found.texts.items() if "v8dbg: " in text], kind
        spaces = found.json("jsheap")["isolates"][0]["spaces"]
        lost = sum(each["bytes"] for space in spaces for each in space["corrupt"])  # buffers that are being filled
        assert lost < 0.02 * sum(space["used"] for space in spaces), kind
        if kind == "mark-compact":  # what is alive has moved, and not what refers to it: all of it is found
            rows = {row["constructor"]: row["count"] for row in found.json("findjsobjects --live")["groups"]}
            assert rows["Alive"] == target.truth["extra"]["alive"]
