"""What holds an address: code, and not what only looks like it."""

import pytest

import nodes
import targets
from spoiled import Poked
from v8dbg import walk
from v8dbg.codespace import JIT, NOTHING, code_space
from v8dbg.elf_core import ElfCore
from v8dbg.heap_pages import find_page, page_size
from v8dbg.session import Session


def session_of(version):
    target = targets.core("args_turbofan", version)
    return Session(Poked(ElfCore(str(target.core), str(target.node))))


def codes(session):
    """The compiled code on the stack, by address."""
    frames = walk.physical_frames(session, session.process.threads()[0])
    return sorted({frame.code for frame in frames if frame.code is not None}, key=lambda code: code.start)


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_a_dead_code_object_does_not_hide_living_ones(version):
    """The header of the first says that its instructions reach over those behind it, and is found first."""
    session = session_of(version)
    process = session.process
    first, *others = codes(session)
    assert len(others) > 2
    place = first._place("instruction_size")
    end = others[-1].end
    fresh = session_of(version)
    size = (end - first.start).to_bytes(4, "little") + process.read(place + 4, 4)
    fresh.process.poke(place, int.from_bytes(size, "little"))
    space = code_space(fresh)
    assert space.at(first.start + 4).code.end == end
    for code in others:
        assert space.at(code.start + 4).code.address == code.address
        assert space.at(code.end - 1).code.address == code.address


@pytest.mark.parametrize("version", [each for each in nodes.versions("all") if nodes.parse(each) < (19,)])
def test_memory_that_is_no_page_of_code(version):
    """V8 before 11 takes the right to execute from its code for a while: other memory never has it."""
    session = session_of(version)
    process, size = session.process, page_size(session)
    code = codes(session)[0]
    header = code.start - (code.address - 1)
    starts = [
        start
        for region in process.regions() if region.flags == "rw" and not region.path
        for start in range(-(-region.start // size) * size, region.end - 0x2000, size)
        if find_page(session, start) is None
    ]  # fmt: skip
    assert starts
    here = starts[0] + 0x1000
    process.poke(starts[0] + session.layout.offset("PageStart", "flags"), (1 << 64) - 1)
    for at in range(0, header + 64, 8):
        process.poke(here + at, process.u64(code.address - 1 + at))
    space = code_space(session)
    assert space.at(here + header + 8).kind == NOTHING
    assert space.at(code.start + 8).kind == JIT and space.at(code.start + 8).code == code
