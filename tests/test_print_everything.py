"""Every object of a real application's heap is printed in every way, healthy and damaged: no crash, nothing endless.

A sample of about half a minute; all objects where V8DBG_WHOLE is set. As a script, all of a core:
python3 tests/test_print_everything.py CORE NODE [STEP]"""

import json
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

import nodes
import spoiled
from v8dbg.brief import brief_object
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error
from v8dbg.heap import heaps
from v8dbg.heap_walk import objects
from v8dbg.object_text import object_json, object_lines
from v8dbg.preview import value_json
from v8dbg.printer import Options, inspect
from v8dbg.session import Session
from v8dbg.values_json import to_json

WHOLE = bool(os.environ.get("V8DBG_WHOLE"))
LEAST = 200_000  # objects of the heap
SAMPLE = 500  # objects of each core that are printed
SECONDS = 40  # that a sample may take
SLOWEST = 3.0  # seconds that one object may take on a busy machine
FLIPPED = 1000  # words of a damaged core
WAYS = {
    "jsprint": lambda session, view: inspect(session, view, Options(depth=1)),
    "json": lambda session, view: json.dumps(to_json(session, view, 1, 100, 200)),
    "v8print": lambda session, view: list(object_lines(view, "", 50)),
    "v8print --json": lambda session, view: json.dumps(object_json(view, "", 50)),
    "preview": lambda session, view: json.dumps(value_json(session, view)),
    "brief": lambda session, view: brief_object(view),
}


def print_all(session, step=1, seconds=None, start=0):
    """Prints every `step`th object in every way: (objects, errors by way and type, slowest by way)."""
    slowest, errors = {}, Counter()
    count, end = 0, time.monotonic() + seconds if seconds else None
    for heap in heaps(session):
        for number, entry in enumerate(objects(heap)):
            if number % step != start % step:
                continue
            if end is not None and time.monotonic() > end:
                return count, errors, slowest
            count += 1
            for way, show in WAYS.items():
                began = time.process_time()
                try:
                    show(session, session.heap_object(entry.address))
                except Error as error:
                    errors[way, type(error).__name__] += 1
                except Exception as error:
                    raise AssertionError(f"{way} of {entry.address:#x}: {type(error).__name__}: {error}") from error
                took = time.process_time() - began
                if took > slowest.get(way, (0, ""))[0]:
                    slowest[way] = took, f"{entry.address:#x}"
    return count, errors, slowest


def total(session):
    return sum(1 for heap in heaps(session) for _ in objects(heap))


def damage(core, session, to):
    """A copy with words of its writable memory flipped: one bit, another word of the heap, or nonsense."""
    chance = random.Random(5)
    regions = [region for region in session.process.regions() if "w" in region.flags and not region.path]
    pages = [(page.area_start, page.area_end) for heap in heaps(session) for _, page in heap.pages() if page.heap]
    words = {}
    for _ in range(FLIPPED):
        low, high = chance.choice(pages)  # most of the memory that a printer reads
        if chance.random() < 0.2:
            region = chance.choice(regions)
            low, high = region.start, region.end
        address = chance.randrange(low, high - 8, 8)
        word = session.process.u64(address) if session.process.readable(address, 8) else 0
        other_low, other_high = chance.choice(pages)
        other = chance.randrange(other_low, other_high - 8, 8) + 1
        words[address] = chance.choice([word ^ 1 << chance.randrange(64), other, chance.getrandbits(64), word + 8])
    known = [(start, size) for _, _, start, size in spoiled.segments(core)]
    words = {at: word % (1 << 64) for at, word in words.items() if any(s <= at and at + 8 <= s + n for s, n in known)}
    return spoiled.poke(spoiled.copy(core, to), words)


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    """(core, node) of the TypeScript compiler at work."""
    import test_apps

    version = nodes.versions()[-2] if len(nodes.versions()) > 1 else nodes.versions()[-1]
    node = nodes.node(version)
    for seconds in (3, 6, 12, 24):  # a machine that is busy, or reads the compiler for the first time, takes longer
        core = test_apps.dump("tsc", version, tmp_path_factory.mktemp("tsc"), seconds)
        if total(Session(ElfCore(str(core), str(node)))) > LEAST:
            break
    return core, node


def check(session, kind):
    whole = total(session)
    assert whole > LEAST * 0.9  # damage hides some
    step = 1 if WHOLE else whole // SAMPLE
    count, errors, slowest = print_all(session, step, None if WHOLE else SECONDS, random.randrange(step))
    print(f"{kind}: {count} of {whole} objects; errors {dict(errors)}; slowest {slowest}")
    assert count > 200
    assert max(took for took, _ in slowest.values()) < SLOWEST, slowest
    return errors


@pytest.mark.slow
def test_healthy(application):
    core, node = application
    errors = check(Session(ElfCore(str(core), str(node))), "healthy")
    assert not errors, "an object of a healthy heap was not printed"


@pytest.mark.slow
def test_damaged(application, tmp_path):
    core, node = application
    spoilt = damage(core, Session(ElfCore(str(core), str(node))), tmp_path / "core")
    check(Session(ElfCore(str(spoilt), str(node))), "damaged")


if __name__ == "__main__":
    opened = Session(ElfCore(sys.argv[1], sys.argv[2]))
    sys.path.insert(0, str(Path(__file__).parent))
    print(print_all(opened, int(sys.argv[3]) if len(sys.argv) > 3 else 1))
