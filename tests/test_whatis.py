"""v8whatis: what lies at an address, on every release, against a heap that a program made."""

import functools
import json

import pytest

import nodes
import targets
from v8dbg import commands
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Corrupt
from v8dbg.expressions import evaluate
from v8dbg.frames import stack
from v8dbg.heap import heaps
from v8dbg.heap_areas import unused_of_page
from v8dbg.isolate import Isolate
from v8dbg.render import Out
from v8dbg.session import Session

ARRAY_BUFFER = "global.kept[32712]"  # of 100 bytes
POINT, NAMED = "global.kept[6000]", "global.kept[6001]"


@functools.lru_cache(maxsize=1)
def opened(version):
    target = targets.core("heap", version)
    return Session(ElfCore(str(target.core), str(target.node)))


def run(session, *words, status=0):
    text = []
    assert commands.run(["v8whatis", *words], lambda: session, Out(text.append)) == status, "".join(text)
    return "".join(text)


def asked(session, address, *flags, status=0):
    (found,) = json.loads(run(session, *flags, "--json", f"{address:#x}", status=status))["found"]
    return found


def offset(session, cls, field):
    return session.layout.offset(cls, field)


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_element_to_store_to_array(version):
    session = opened(version)
    array = evaluate(session, "global.kept[6002]")  # [1200, 1201, 'x1200']
    store = array.word(offset(session, "JSObject", "elements"))
    place = store - 1 + offset(session, "FixedArray", "data") + 8 * 2
    found = asked(session, place, "-v")
    assert (found["kind"], found["part"], found["space"]) == ("object", "element 2", "old_space")
    assert found["object"]["address"] == f"{store:#x}" and found["offset"] == place - store + 1
    assert [(link["part"], link["owner"]["address"]) for link in found["chain"]] == [("[2]", f"{array.address:#x}")]
    assert f"{place:#x}: element 2 of {store:#x} " in run(session, f"{place:#x}")


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_property_and_field(version):
    session = opened(version)
    named = evaluate(session, NAMED)
    words = {word: at for at, word in enumerate(session.process.words(named.start, 7))}
    name = evaluate(session, NAMED + ".name").address
    found = asked(session, named.start + 8 * words[name])
    assert found["part"] == "property name" and found["object"]["class"] == "Named"
    assert asked(session, named.start + offset(session, "JSObject", "elements"))["part"] == "field elements"
    assert asked(session, named.start)["kind"] == "object" and "part" not in asked(session, named.start)
    string = evaluate(session, NAMED + ".name")
    inner = asked(session, string.start + offset(session, "SeqOneByteString", "chars") + 3)
    assert inner["part"] == "character 3" and inner["object"]["value"] == "name1200"


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_bytes_of_a_buffer(version):
    session = opened(version)
    buffer = evaluate(session, ARRAY_BUFFER)
    found = asked(session, buffer.backing_store + 41)
    assert found["kind"] == "buffer" and found["object"]["address"] == f"{buffer.address:#x}"
    assert found["offset"] == 41 and found["size"] == 100


@pytest.mark.parametrize("version", nodes.versions())
def test_window(version):
    session = opened(version)
    array = evaluate(session, "global.kept")
    place = array.word(offset(session, "JSObject", "elements")) - 1 + 8000
    assert asked(session, place, "-d", "8000")["kind"] == "object"
    text = run(session, f"{place:#x}", "-d", "4096", status=1)
    assert "no object begins in the 4096 bytes before" in text and "`-d 8000` finds it" in text


@pytest.mark.parametrize("version", nodes.versions())
def test_outside_the_heap(version):
    session = opened(version)
    process = session.process
    (heap,) = heaps(session)
    registers = process.threads()[0].registers
    assert asked(session, registers["rsp"] + 64)["kind"] == "stack"
    assert "on the stack of thread 1" in run(session, "$rsp")
    assert asked(session, registers["rip"])["kind"] == "symbol"
    assert asked(session, heap.isolate.address + 8)["kind"] == "isolate"
    assert asked(session, heap.address - 8)["kind"] == "isolate"
    last = max(region.end for region in process.regions() if region.end < 1 << 47)
    assert asked(session, last)["kind"] == "nothing" and "0x0 bytes behind the end of a mapping" in run(
        session, f"{last:#x}")
    assert asked(session, 0)["kind"] == "nothing"
    start = next(region.start for region in process.regions() if region.path and "node" in region.path)
    assert asked(session, start)["kind"] in ("file", "symbol")


@pytest.mark.parametrize("version", nodes.versions())
def test_parts_of_pages_without_objects(version):
    session = opened(version)
    (heap,) = heaps(session)
    page = heap.space("new_space").pages[-1]
    assert asked(session, page.start)["kind"] == "page"
    assert unused_of_page(heap, page)
    assert "where no object was allocated yet" in asked(session, page.area_start + 64)["text"]


@pytest.mark.parametrize("version", nodes.versions())
def test_code(version):
    session = opened(version)
    frames = stack(session, session.process.threads()[0]).frames
    kinds = {asked(session, frame.pc)["kind"] for frame in frames}
    assert "symbol" in kinds and kinds & {"builtin", "code"}, kinds


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_arguments(version):
    session = opened(version)
    assert "v8whatis" in run(session, status=2)
    assert "is a number and lies nowhere" in run(session, "global.kept.length", status=2)
    text = run(session, "global.kept", "global.nothing.here", status=1)
    assert text.count("\n") == 2 and "warning:" in text


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_where_no_heap_can_be_read(version, monkeypatch):
    def roots(isolate):
        raise Corrupt("the roots do not end")

    target = targets.core("heap", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    monkeypatch.setattr(Isolate, "roots", roots)
    found = asked(session, session.process.threads()[0].registers["rsp"], status=1)
    assert found["kind"] == "stack" and session.warnings == ["the roots do not end"]
