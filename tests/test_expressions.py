"""VALUE expressions are what JavaScript said that they are; a wrong one says where it broke."""

import contextlib
import random
import re
import time

import pytest

import debuggers
import nodes
import targets
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error
from v8dbg.expressions import evaluate
from v8dbg.frame_values import current_thread, stack_of
from v8dbg.objects import HeapObject
from v8dbg.primitives import BigInt, HeapNumber, Oddball
from v8dbg.properties import own_properties
from v8dbg.session import Session
from v8dbg.strings import String, text

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))


@pytest.fixture(scope="module")
def opened():
    kept = {}

    def open_core(version):
        if version not in kept:
            kept.clear()
            target = targets.core("expressions", version)
            session = Session(ElfCore(str(target.core), str(target.node)))
            kept[version] = target, session, frames(session)
        return kept[version]

    return open_core


def frames(session):
    """What stands for F and G in the program: the frames of `inner` and `middle`."""
    numbers = {frame.function: frame.index for frame in stack_of(session, current_thread(session)).frames}
    return {"F": f"f{numbers['inner']}", "G": f"f{numbers['middle']}"}


def typed(text, names):
    return re.sub(r"(?<!\w)[FG](?=\.|$)", lambda match: names[match[0]], text)


def plain(value):
    """As the program wrote it."""
    if isinstance(value, String):
        return {"value": text(value)}
    if isinstance(value, HeapNumber):
        return {"value": value.value}
    if isinstance(value, BigInt):
        return {"bigint": str(value.value)}
    if isinstance(value, Oddball):
        known = {"true": True, "false": False, "null": None}
        return {"value": known[value.name]} if value.name in known else {value.name: True}
    assert not isinstance(value, HeapObject), value
    return {"value": value}


@VERSIONS
def test_what_javascript_says(version, opened):
    target, session, names = opened(version)
    wrong = []
    for line, expected in target.truth["extra"]["told"]:
        if line == 'F.first.private["#secret"]':
            continue
        try:
            found = plain(evaluate(session, typed(line, names)))
        except Error as error:
            found = f"{type(error).__name__}: {error}; {error.hint}"
        if found != expected:
            wrong.append((line, found, expected))
    assert not wrong, "\n".join(map(str, wrong))


@VERSIONS
def test_wrong_ones_say_where(version, opened):
    target, session, names = opened(version)
    for line, message, hint in target.truth["extra"]["wrong"]:
        if hint is None:
            continue
        with pytest.raises(Error) as caught:
            evaluate(session, typed(line, names))
        said, told = f"{caught.value}; {caught.value.hint}", typed(message, names)
        assert told in said and (not hint or hint in said), (line, said)


@VERSIONS
def test_arguments_of_functions_that_wait(version):
    target = targets.core("async_arguments", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    waiting = stack_of(session, current_thread(session)).frames
    numbers = {frame.function: frame.index for frame in waiting if frame.is_async}
    for function, name, expected in target.truth["extra"]["told"]:
        if function in numbers:  # V8 of Node 12.0 does not say who waits
            assert plain(evaluate(session, f"f{numbers[function]}.{name}")) == expected, (function, name)
    assert set(numbers) >= {"outer", "main"} or version == "12.0.0"


FULL = sorted(nodes.versions("full"), key=nodes.parse)
TYPED = [
    'jsprint F.first.headers["content-type"]',
    'jsprint F.first.headers["a.dotted key"] F.second',
    "jsprint F.first.headers['with \"quotes\"']",
    "jsprint F.first.headers.ключ",
    'jsprint F.first.map.get("k")',
    'jsprint F.first["map"].get( "nested" ).get("in")',
    "jsprint F.frist",
    "jsprint F.first.symbols[Symbol(mine)]",
    "jsprint F.nothing F.second",
    "jsprint t1.F.second",
    "jsprint process.pid global.shared.on",
    "jsprint -- -3",
]


@pytest.mark.parametrize("version", sorted({FULL[0], FULL[-1]}, key=nodes.parse))
def test_as_typed_in_each_host(version, opened):
    """Brackets, quotes and blanks arrive as they were typed, and every host prints the same."""
    target, session, names = opened(version)
    lines = [typed(line, names) for line in TYPED]
    told = target.truth["extra"]
    expected = ["'text/html'\n", "1\n'two'\n", "2\n", "'кириллица'\n", "'v'\n", "'side'\n"]
    for host in ("gdb", "lldb"):
        result = debuggers.run(host, target, lines)
        texts = [each.text for each in result.outputs]
        assert texts[:6] == expected, host
        assert "nearest: first" in result.outputs[6].error
        assert texts[7] == "'by description'\n" and texts[8].startswith("'two'\nwarning: ") and texts[9] == "'two'\n"
        assert texts[10] == f"{dict(map(tuple_of, told['told']))['process.pid']}\n'global'\n"
        assert "cannot understand it" in result.outputs[11].error


def tuple_of(row):
    return row[0], row[1].get("value")


@pytest.mark.parametrize("version", sorted({FULL[0], FULL[-1]}, key=nodes.parse))
def test_debugger_expressions(version, opened):
    """$register and (EXPR), and f for the frame that is selected."""
    target, session, names = opened(version)
    inner = next(f for f in stack_of(session, current_thread(session)).frames if f.function == "inner")
    word = inner.closure.address
    lines = [f"jsprint ({word:#x})", f"jsprint ({word - 9} + 8)", f"jsprint (long) {word:#x}", "jsprint $nosuch"]
    lines += [f"jsprint (long){word:#x}", f"jsprint ((long) {word:#x}).name", "jsprint (nothing)", "jsprint (1"]
    slot = inner.fp + session.layout.offset("StandardFrame", "function")
    lines += [f"jsprint (*(long*){slot:#x}).name"]
    function = "[Function: inner]\n"
    for host in ("gdb", "lldb"):
        select = f"frame select {inner.index}"
        if host == "gdb":  # which counts inlined C functions too
            listed = debuggers.run_gdb(target, ["bt"]).outputs[0].text
            select = "frame " + re.search(r"^#(\d+) .* inner \(", listed, re.M)[1]
        result = debuggers.run(host, target, [*lines, "jsprint f", select, "jsprint f", "jsprint f.second"])
        texts, errors = [each.text for each in result.outputs], [each.error for each in result.outputs]
        assert texts[:2] == [function] * 2 and texts[4:6] == [function, "'inner'\n"], (host, errors)
        assert texts[8] == "'inner'\n", (host, errors[8])
        assert all(errors[n].startswith("v8dbg: ") and "Traceback" not in errors[n] for n in (3, 6, 7)), errors
        assert texts[9] == "[Function: die]\n"
        assert texts[-2:] == [function, "'two'\n"], (host, result.outputs[10:])


@pytest.mark.parametrize("version", FULL[-1:])
def test_spoiled_memory(version, opened):
    """Words of the heap changed at random: an expression gives a value or an Error, in bounded time."""
    target, _, names = opened(version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    lines = [typed(line, names) for line, *_ in [*target.truth["extra"]["told"], *target.truth["extra"]["wrong"]]]
    starts = set()
    for line in lines:
        try:
            value = evaluate(session, line)
        except Error:
            continue
        if isinstance(value, HeapObject) and value.address:
            starts.add(value.start)
    zoo = evaluate(session, names["F"] + ".first")
    starts |= {prop.value.start for prop in own_properties(zoo) if isinstance(prop.value, HeapObject)} | {zoo.start}
    chance = random.Random(version)
    places = sorted(starts)
    read = session.process.fetch
    for _ in range(12):
        changed = {}
        for _ in range(40):
            address = chance.choice(places) + 8 * chance.randrange(12)
            other = chance.choice(places) + 8 * chance.randrange(4) + 1
            changed[address] = chance.choice([chance.getrandbits(64), other, chance.getrandbits(20) << 32, 0])
        spoil(session, read, changed)
        for line in lines:
            begin = time.process_time()
            with contextlib.suppress(Error):
                evaluate(session, line)
            assert time.process_time() - begin < 10, line


def spoil(session, read, changed):
    """The process reads other words at some addresses."""

    def fetch(address, size):
        data = bytearray(read(address, size))
        for at, word in changed.items():
            if address <= at and at + 8 <= address + len(data):
                data[at - address : at - address + 8] = word.to_bytes(8, "little")
        return bytes(data)

    session.process.fetch = fetch
    session.process._pages.clear()
    session.kept.clear()
    session._map_classes.clear()
    session._map_types.clear()
