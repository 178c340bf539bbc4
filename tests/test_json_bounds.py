"""What `jsprint --json` leaves out says so in its place: flags, bounds, damage, cycles; on the newest release."""

import json
import struct

import pytest

import nodes
from everything import held, value_of
from test_preview import poked
from v8dbg import commands, limits
from v8dbg.elements import element_words
from v8dbg.expressions import evaluate
from v8dbg.properties import get
from v8dbg.render import Out
from v8dbg.values_json import to_json

NEWEST = max(nodes.versions("all"), key=nodes.parse)


def labelled(label):
    session, values = held(NEWEST)
    told = next(told for told in values if told["label"] == label)
    return session, value_of(session, told)


def run(session, line):
    written = []
    assert commands.run(commands.split(line), lambda: session, Out(written.append)) == commands.OK, written
    return json.loads("".join(written))


def expression(label):
    _, values = held(NEWEST)
    return f'global.held["{next(told for told in values if told["label"] == label)["key"]}"]'


def test_depth():
    session, value = labelled("{a: {b: {c: {d: {e: {f: {g: {h: \"deep\"}}}}}}}}")
    cut = to_json(session, value, depth=2)
    inner = cut["a"]["b"].pop("c")
    assert cut == {"a": {"b": {}}} and inner["$type"] == "cut" and inner["class"] == "Object"
    assert to_json(session, session.heap_object(int(inner["address"], 16)))["d"]["e"]["f"] == {"g": {"h": "deep"}}
    assert to_json(session, value, depth=0)["a"]["$type"] == "cut"
    assert to_json(session, value, depth=9) == to_json(session, value)


def test_length():
    session, value = labelled("100000 numbers")
    assert to_json(session, value, length=3) == [0, 1, 2, {"$type": "more", "count": 99997}]
    assert len(to_json(session, value)) == 100000
    session, sparse = labelled("half filled")
    assert to_json(session, sparse, length=2) == [0, 1, {"$type": "more", "count": 4094}]
    session, entries = labelled("Map of 50 after 48 deletions")
    assert to_json(session, entries, length=1)["entries"][1] == {"$type": "more", "count": 49}
    session, floats = labelled("100,000 floats")
    assert to_json(session, floats, length=1)["items"] == [0, {"$type": "more", "count": 99999}]
    session, buffer = labelled("Buffer of 100,000")
    made = to_json(session, buffer, length=4)
    assert (made["hex"], made["more"]) == (b"patt".hex(), 99996)


def test_string():
    session, value = labelled("100 KB, sequential")
    made = to_json(session, value, string=5)
    address = f"{value.address:#x}"
    assert made == {"$type": "string", "value": "abcde", "length": 100000, "address": address}
    assert len(to_json(session, value)) == 100000


def test_flags_of_the_command():
    session, _ = held(NEWEST)
    deep, numbers = expression("100 inside each other"), expression("100000 numbers")
    assert run(session, f"jsprint --json -d 1 {deep}")["deep"][0]["$type"] == "cut"
    assert run(session, f"jsprint --json -l 2 {numbers}") == [0, 1, {"$type": "more", "count": 99998}]
    assert len(run(session, f"jsprint --json {numbers}")) == 100000
    assert run(session, f"jsprint --json -a {expression('shared')}")["$address"].startswith("0x")
    assert run(session, f"jsprint --json {numbers} {deep}")[0][:2] == [0, 1]


def test_addresses_lead_back():
    session, value = labelled("cycle")
    made = to_json(session, value)
    assert made["$address"] == f"{value.address:#x}" == made["self"]["address"]
    assert made["shared"]["$address"] == made["inner"]["again"]["address"]
    session, array = labelled("cyclic array")
    made = to_json(session, array)
    ref = {"$type": "ref", "address": f"{array.address:#x}"}
    assert made == {"$type": "Array", "address": ref["address"], "items": [1, ref, {"list": ref}]}


def test_with_addresses_everything_has_one():
    session, value = labelled("{a: 1, b: \"two\", c: null, d: true, e: [1, {f: 2}]}")
    made = to_json(session, value, addresses=True)
    assert made["$address"] == f"{value.address:#x}"
    assert made["e"]["$type"] == "Array" and made["e"]["items"][1]["$address"].startswith("0x")


@pytest.mark.parametrize("bound, most", [("MAX_JSON_VALUES", 1000), ("MAX_JSON_CHARACTERS", 1000)])
def test_own_bounds(monkeypatch, bound, most):
    session, numbers = labelled("100000 numbers")
    _, texts = labelled("4,097 texts")
    monkeypatch.setattr(limits, bound, most)
    if bound == "MAX_JSON_VALUES":
        made = to_json(session, numbers)
        assert made[-1] == {"$type": "more", "count": 100001 - len(made)} and 900 < len(made) < 1100
    else:
        made = to_json(session, texts)
        assert len(made) == 4097 and sum(len(each) for each in made if isinstance(each, str)) < 80_000


def test_time_is_bounded(monkeypatch):
    session, value = labelled("100,000 strings and numbers")
    monkeypatch.setattr(limits, "MAX_JSON_SECONDS", 0.0)
    made = to_json(session, value)
    assert made[-1]["$type"] == "more" and len(made) < 10_000


def test_deep_values_are_cut_where_json_ends(monkeypatch):
    session, value = labelled("100 inside each other")
    monkeypatch.setattr(limits, "MAX_JSON_DEPTH", 20)
    text = json.dumps(to_json(session, value))
    assert text.count('"deep"') == 10 and '"cut"' in text


def test_unreadable_values_hide_nothing():
    session, value = labelled('["a", null, true, {}, []]')
    word = next(word for _, word in element_words(value))
    with poked(session.process, {word - 1: 0xDEAD0001}):
        made = to_json(session, value)
    assert made[0]["$type"] == "unreadable" and made[0]["address"] == f"{word:#x}" and made[0]["reason"]
    assert made[1:] == [None, True, {}, []]
    session, value = labelled("{a: {b: {c: {d: {e: {f: {g: {h: \"deep\"}}}}}}}}")
    inner = get(value, "a").value
    with poked(session.process, {inner.start: 0xDEAD0001}):
        assert to_json(session, value)["a"]["$type"] == "unreadable"


def test_names_of_its_own_are_escaped():
    session, value = labelled('{"$type": 1, "$$type": 2, "$class": 3, "$ref": 4, $: 5, "$more": {"$address": 6}}')
    made = to_json(session, value)
    assert made == {"$$type": 1, "$$$type": 2, "$$class": 3, "$ref": 4, "$": 5, "$$more": {"$$address": 6}}


def test_nothing_of_the_target_runs():
    session, value = labelled('{toJSON() { throw new Error("must not run"); }, a: 1}')
    made = to_json(session, value)
    assert made["a"] == 1 and made["toJSON"]["kind"] == "method"


@pytest.mark.parametrize("version", nodes.versions())
def test_pointers_of_the_embedder(version):
    """A handle's second field is its C++ object, whose first word leads to the table of its class."""
    session, values = held(version)
    value = value_of(session, next(told for told in values if told["label"] == "handle"))
    words = [int(each, 16) for each in to_json(session, value)["$embedder"]]
    tables = [session.process.read_some(word, 8) for word in words if word > 4096]
    methods = [session.process.read_some(int.from_bytes(table, "little"), 64) for table in tables]
    names = [session.process.symbolize(word) for data in methods for (word,) in struct.iter_unpack("<Q", data)]
    assert any(found and "TCPWrap" in found.name + found.mangled for found in names), names


def test_what_would_repeat_for_ever(monkeypatch):
    session, _ = held(NEWEST)
    monkeypatch.setattr(limits, "MAX_JSON_REPEATS", 1000)
    made = to_json(session, evaluate(session, "global.doubling"))
    assert made[0]["$type"] == "Array" and made[1] == {"$type": "ref", "address": made[0]["address"]}
