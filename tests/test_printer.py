"""jsprint's text equals util.inspect's, that of the newest Node.js, on every release; what v8dbg adds is named here."""

import functools
import json
import math
import random
import time

import pytest

import nodes
import targets
from held_values import memory, value_of
from test_preview import poked
from v8dbg import commands, limits
from v8dbg.elements import element_words, elements
from v8dbg.elf_core import ElfCore
from v8dbg.expressions import evaluate
from v8dbg.objects import HeapObject
from v8dbg.printer import Options, Printer, inspect
from v8dbg.printer_layout import columns, length, string_text, width
from v8dbg.render import Out
from v8dbg.session import Session
from v8dbg.storage import storage, storage_lines

SOURCE = "26.12.1"  # whose util.inspect tests/programs/modules/newest_inspect.js takes
VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))
NEWEST = nodes.versions()[-1]

# What differs for a reason: see docs/jsprint.md
DIFFERENT = {
    "class A2 extends (class B2 {}) {}": "[class A2 extends B2]",
}
# What the text of other values has besides util.inspect's
BESIDES = {
    "(function target(a, b) {}).bind": "[[BoundThis]]: null, [[BoundArgs]]: [ 1 ] }",
    "(() => {}).bind()": "[[TargetFunction]]: [Function (anonymous)], [[BoundThis]]: undefined, [[BoundArgs]]: [] }",
    "new WeakMap()": "WeakMap { }",
    "new WeakSet()": "WeakSet { }",
    "[1, 2][Symbol.iterator]": "[[iterated_object]]: [ 1, 2 ], [[next_index]]: 0",
    '"ab"[Symbol.iterator]': "[[string]]: 'ab', [[index]]: 0",
    '"ab".matchAll': ": 'ab', [[flags]]",
    "new FinalizationRegistry": "[[cleanup]]: [Function",
    "[1].values().map": "Iterator",
    "Iterator.from": "Iterator",
    "new Intl.": "",
    "new WebAssembly.": "",
    "Temporal.": "",
    "new Temporal.": "",
}


@functools.lru_cache(maxsize=1)
def held(version):
    """(session, [(what util.inspect says, the object that holds the value)])."""
    nodes.node(SOURCE)
    target = targets.core("inspected", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    told = target.truth["probes"]
    every = evaluate(session, "global.v8dbgKept.holders")
    return session, [(one, holder) for one, (_, holder) in zip(told, elements(every))]


def bound(told, name, usual):
    value = told["options"].get(name, usual)
    return math.inf if value is None else value


def options(told, plain=True):
    return Options(
        depth=bound(told, "depth", 2),
        elements=bound(told, "maxArrayLength", 100),
        characters=bound(told, "maxStringLength", 200),
        plain=plain,
    )


def kept(text):
    """Text as it came through JSON: two halves of a pair are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def expected(told):
    return DIFFERENT.get(told["label"]) or kept(told["text"])


@VERSIONS
def test_text_is_that_of_util_inspect(version):
    session, values = held(version)
    assert len(values) > 440
    wrong = []
    for told, holder in values:
        shown, wanted = inspect(session, value_of(holder), options(told)), expected(told)
        if shown != wanted:
            wrong.append((told["label"], wanted, shown))
    assert not wrong, f"{len(wrong)} of {len(values)} differ; first: " + "\n".join(map(str, wrong[0]))


def flat(text):
    """Line breaks aside."""
    return " ".join(text.split())


@VERSIONS
def test_what_is_shown_besides(version):
    session, values = held(version)
    here = targets.core("inspected", version).truth["here"]
    never = ["<pending>", f"<awaited by waiter ({here}:", f"<then: onDone ({here}:", f"<catch: onError ({here}:",
             f"<catch: onlyError ({here}:", "<Promise.all>", f"<then: second ({here}:"]  # fmt: skip
    for told, holder in values:
        shown = flat(inspect(session, value_of(holder), options(told, plain=False)))
        if told["label"] == "promise that others wait for":
            places = [shown.find(each) for each in never]
            assert min(places) > 0 and places == sorted(places), shown
        elif "extra" in told:
            assert shown == flat(told["extra"]), told["label"]
        elif told["label"].startswith(tuple(BESIDES)):
            part = next(part for label, part in BESIDES.items() if told["label"].startswith(label))
            assert part in shown, shown
        else:
            wanted = expected(told)
            assert shown == flat(wanted), told["label"]


def labelled(values, label):
    return next(value_of(holder) for told, holder in values if told["label"] == label)


def test_one_unreadable_field_does_not_hide_the_others():
    session, values = held(NEWEST)
    value = labelled(values, '{a: 1, b: "two", c: null, d: undefined, e: true}')
    word = next(w for w in session.process.words(value.start, 8) if inspect(session, session.value(w)) == "'two'")
    with poked(session.process, {word - 1: 0xDEAD0001}):
        wanted = f"{{ a: 1, b: <unreadable {word:#x}>, c: null, d: undefined, e: true }}"
        assert flat(inspect(session, value)) == wanted
    value = labelled(values, '["a", null, undefined, {}, []]')
    word = next(word for _, word in element_words(value))
    with poked(session.process, {word - 1: 0xDEAD0001}):
        assert flat(inspect(session, value)) == f"[ <unreadable {word:#x}>, null, undefined, {{}}, [] ]"
    value = labelled(values, 'Object.assign(new Map([[1, 2]]), {extra: 1})')
    table = value.table.address
    with poked(session.process, {table - 1: 0xDEAD0001}):
        assert inspect(session, value).endswith("extra: 1 }") and "<unreadable" in inspect(session, value)


@pytest.mark.parametrize("seed", range(4))
def test_damage_is_shown_and_never_raised(seed):
    session, values = held(NEWEST)
    chance = random.Random(seed)
    every = [word for _, words in memory(session) for word in words[:: max(1, len(words) // 500)]]
    places = [value_of(holder).start for _, holder in values if isinstance(value_of(holder), HeapObject)]
    damage = {}
    for place in places:
        damage[place + 8 * chance.randrange(0, 6)] = chance.choice(
            [chance.choice(every), chance.getrandbits(64), 0, chance.getrandbits(32) << 32, 1, 3]
        )
    healthy = [session.heap_object(holder.address) for _, holder in values]
    with poked(session.process, damage):
        begun = time.process_time()
        for holder in healthy:
            assert isinstance(inspect(session, holder, Options(depth=4, addresses=True)), str)
            assert list(storage_lines(holder))
        assert time.process_time() - begun < 60


def test_depth_addresses_and_base():
    session, values = held(NEWEST)
    value = labelled(values, "(() => { const shared = {x: 1}; return [shared, shared, {shared}]; })()")
    shown = inspect(session, value, Options(addresses=True))

    inner = session.value(next(word for _, word in element_words(value)))
    assert shown.startswith(f"{value.address:#x}: [") and shown.count(f"{inner.address:#x}: {{ x: 1 }}") == 3



def test_deep_nesting_is_cut_with_a_sentence(monkeypatch):
    session, values = held(NEWEST)
    monkeypatch.setattr(limits, "MAX_PRINTED_DEPTH", 4)
    session.begin()
    value = labelled(values, "{a: {b: {c: {d: {e: {f: 1}}}}}, list: [[[[[1]]]]]}")
    shown = inspect(session, value, Options(depth=math.inf))
    assert "[…]" in shown and any("4 levels deep" in warning for warning in session.warnings)


def test_too_much_text_is_cut_with_a_sentence(monkeypatch):
    session, values = held(NEWEST)
    monkeypatch.setattr(limits, "MAX_PRINTED", 1000)
    session.begin()
    printer = Printer(session, Options(depth=math.inf, elements=math.inf))
    shown = printer.text(labelled(values, "Array.from({length: 30}, (_, i) => ({i}))"))
    assert "[Object]" in shown and any("MB of text" in warning for warning in session.warnings)


def test_storage_of_every_value():
    session, values = held(NEWEST)
    for told, holder in values:
        made = storage(value_of(holder))
        assert "unreadable" not in str(made), told["label"]
    big = storage(labelled(values, 'Object.fromEntries(Array.from({length: 1200}, (_, i) => ["property" + i, i / 2]))'))
    assert big["properties"]["kind"] == "dictionary" and big["properties"]["count"] == 1200
    many = storage(labelled(values, 'Object.fromEntries(Array.from({length: 40}, (_, i) => ["k" + i, i]))'))
    told = many["properties"]
    assert told["kind"] == "dictionary" or told["in_object"] + told["out_of_object"] + told["in_descriptors"] == 40
    assert storage(labelled(values, "[1.5, , 2.5]"))["elements"]["kind"] == "HOLEY_DOUBLE_ELEMENTS"


@pytest.mark.parametrize("raw, indentation, shown", [
    ("a\nb", 0, "'a\\nb'"),
    ("x" * 60 + "\n" + "it's\n", 14, "'" + "x" * 60 + "\\n' +\n" + " " * 16 + '"it\'s\\n"'),
    ("x" * 90, 0, "'" + "x" * 90 + "'"),
])  # fmt: skip
def test_long_strings_break_at_their_lines(raw, indentation, shown):
    assert string_text(raw, len(raw), indentation) == shown


def test_widths():
    assert [width(each) for each in ("abc", "\u4e2d\u6587", "e\u0301", "\U0001f600")] == [3, 4, 1, 2]
    assert length("\U0001f600") == 2
    assert columns(["1"] * 7, 0, True, False) == ["1, 1, 1, 1", "1, 1, 1"]


def run(version, line, status=commands.OK):
    """What a command prints."""
    session, _ = held(version)
    written = []
    assert commands.run(commands.split(line), lambda: session, Out(written.append)) == status, "".join(written)
    return "".join(written)


def test_the_command():
    session, values = held(NEWEST)
    place = {told["label"]: value_of(holder).address for told, holder in values if
             isinstance(value_of(holder), HeapObject)}  # fmt: skip
    error = next(f"{each:#x}" for label, each in place.items() if "coded" in label)
    widget = place['new (class Widget { constructor() { this.id = 1; this.name = "widget-1"; } })']
    numbers = place["Array.from({length: 101}, (_, i) => i)"]
    assert run(NEWEST, f"jsprint {widget:#x}") == "Widget { id: 1, name: 'widget-1' }\n"
    assert run(NEWEST, f"jsprint -b {widget:#x}") == f"{widget:#x}: Widget {{ id: 1, name: 'widget-1' }}\n"
    assert run(NEWEST, f"jsprint -a {widget:#x}").startswith(f"{widget:#x}: Widget {{ id: 1, name: 0x")
    assert run(NEWEST, f"jsprint {widget:#x} {widget:#x} name id") == "'widget-1' 1\n" * 2
    assert run(NEWEST, f"jsprint {error} code errno path") == "'E_X' -2 '/x'\n"
    assert run(NEWEST, f"jsprint {widget:#x} id nope", commands.PARTIAL).startswith("1 <not found>\nwarning: ")
    assert "no such" in run(NEWEST, f"jsprint {widget:#x} nope", commands.PARTIAL)
    assert "... 1 more item" in run(NEWEST, f"jsprint {numbers:#x}")
    assert "... 98 more items" in run(NEWEST, f"jsprint -l 3 {numbers:#x}")
    assert "more item" not in run(NEWEST, f"jsprint -l 0 {numbers:#x}")
    assert run(NEWEST, f"jsprint -s 3 {widget:#x} name") == "'wid'... 5 more characters\n"
    assert run(NEWEST, f"jsprint -d 0 {place['{a: {b: {c: 1}}}']:#x}") == "{ a: [Object] }\n"
    stored = run(NEWEST, f"jsprint -m {widget:#x}").splitlines()
    assert stored[1].startswith(f"  JS_OBJECT_TYPE at {widget:#x}, map 0x") and "2 in-object" in stored[2]
    assert json.loads(run(NEWEST, f"jsprint --json {widget:#x} {widget:#x} id")) == [{"id": 1}, {"id": 1}]
    assert json.loads(run(NEWEST, f"jsprint --json -m {widget:#x} id")) == {
        "id": {"value": 1, "storage": {"type": "Smi"}}
    }
    for wrong in ("jsprint", "jsprint -d x 0x1", "jsprint -l -1 0x1"):
        assert run(NEWEST, wrong, commands.USAGE).count("\n") == 1
    assert run(NEWEST, "jsprint 0x10", commands.PARTIAL).count("\n") == 1
