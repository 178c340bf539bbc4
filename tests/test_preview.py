"""Short values equal what JavaScript's own reflection says of them, and nothing bad stops them."""

import json
import random

import pytest

import nodes
from held_values import held, memory, value_of
from v8dbg import containers, properties
from v8dbg.elements import element_words
from v8dbg.errors import Error
from v8dbg.jsnumbers import json_number, number_text
from v8dbg.objects import HeapObject
from v8dbg.preview import WIDTH, is_object, preview, preview_number, value_json
from v8dbg.quoting import escape, quote_string
from v8dbg.session import Session

WHOLE = 1 << 30  # wide enough for everything
VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))
NEWEST = nodes.versions()[-1]


def shown(session, value, limit=WHOLE):
    return preview(session, value, limit) if isinstance(value, HeapObject) else preview_number(value)


def kept(text):
    """Text as it came through JSON: two halves of a pair are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@VERSIONS
def test_values_are_shown_as_javascript_sees_them(version):
    session, values = held(version)
    assert len(values) > 250
    wrong = [(told["label"], told["expected"], shown(session, value_of(holder)))
             for told, holder in values if shown(session, value_of(holder)) != told["expected"]]
    assert not wrong, f"{len(wrong)} of {len(values)}; first: {wrong[0]}"


@VERSIONS
def test_the_tables_alone_are_enough(version, monkeypatch):
    """A stripped binary has no v8dbg_* symbols."""
    with_symbols, values = held(version)
    monkeypatch.setattr("v8dbg.session.load_v8dbg_symbols", lambda process: {})
    session = Session(with_symbols.process)
    assert not [fact for fact in session.layout.facts() if fact[4].startswith("v8dbg_")]
    for told, holder in values:
        assert shown(session, value_of(session.heap_object(holder.address))) == told["expected"], told["label"]


@VERSIONS
def test_short_ones_fit_and_are_one_line(version):
    session, values = held(version)
    for told, holder in values:
        line = shown(session, value_of(holder), WIDTH)
        assert len(line) <= WIDTH + 30 and "\n" not in line, told["label"]
        assert line == told["expected"] or "…" in line, told["label"]
        inside = preview(session, holder)
        assert inside.startswith("V8dbgProbe") and inside.endswith("}") and len(inside) <= WIDTH + 60, inside


@VERSIONS
def test_json_of_primitives_is_their_value(version):
    session, values = held(version)
    for told, holder in values:
        value = value_of(holder)
        if isinstance(value, float):
            continue
        made = value_json(session, value if isinstance(value, HeapObject) else (value << 32) % (1 << 64))
        assert set(made) <= {"address", "type", "class", "preview", "value"} and {"type", "preview"} <= set(made)
        assert ("address" in made) == isinstance(value, HeapObject)
        wanted = told.get("json")
        if wanted is None or wanted == "null" and told["label"] != "null" or told["expected"] == "-0":
            assert "value" not in made, told["label"]
        else:
            assert made["value"] == json.loads(wanted), told["label"]


def test_one_unreadable_field_does_not_hide_the_others():
    session, values = held(NEWEST)
    plain = "{a: 1, b: 'two', c: null, d: undefined, e: true}"
    value = next(value_of(holder) for told, holder in values if told["expected"] == plain)
    word = next(w for w in session.process.words(value.start, 8) if preview(session, w) == "'two'")
    with poked(session.process, {word - 1: 0xDEAD0001}):
        assert preview(session, value) == f"{{a: 1, b: <unreadable {word:#x}>, c: null, d: undefined, e: true}}"
        assert value_json(session, word)["preview"] == f"<unreadable {word:#x}>"
    assert preview(session, value) == plain
    assert preview(session, 0xDEAD0001) == "<unreadable 0xdead0001>"


def test_a_bad_element_does_not_hide_the_others():
    session, values = held(NEWEST)
    value = next(value_of(holder) for told, holder in values if told["expected"].startswith("['a', null, undefined"))
    word = next(word for _, word in element_words(value))
    with poked(session.process, {word - 1: 0xDEAD0001}):
        assert preview(session, value) == f"[<unreadable {word:#x}>, null, undefined, {{}}, []]"


class poked:  # noqa: N801
    """The process with some words of its memory changed."""

    def __init__(self, process, words):
        self.process, self.words, self.real = process, words, process.fetch

    def __enter__(self):
        def fetch(address, size):
            data = bytearray(self.real(address, size))
            for place, word in self.words.items():
                if address <= place and place + 8 <= address + len(data):
                    data[place - address : place - address + 8] = word.to_bytes(8, "little")
            return bytes(data)

        self.process.fetch = fetch
        self.process._pages.clear()

    def __exit__(self, *_):
        del self.process.fetch
        self.process._pages.clear()


@pytest.mark.parametrize("seed", range(4))
def test_damage_is_shown_and_never_raised(seed):
    session, values = held(NEWEST)
    chance = random.Random(seed)
    every = [word for _, words in memory(session) for word in words[:: max(1, len(words) // 500)]]
    places = [value_of(holder).start for _, holder in values if isinstance(value_of(holder), HeapObject)]
    damage = {}
    for place in places:
        damage[place + 8 * chance.randrange(1, 6)] = chance.choice(
            [chance.choice(every), chance.getrandbits(64), 0, chance.getrandbits(32) << 32, 1, 3]
        )
    with poked(session.process, damage):
        for _, holder in values:
            assert isinstance(preview(session, holder.address), str)
            try:
                value = value_of(holder)
            except Error:
                continue
            if isinstance(value, HeapObject):
                assert isinstance(preview(session, value.address), str)
                assert "preview" in value_json(session, value.address)


def test_any_word_has_a_preview():
    session, _ = held(NEWEST)
    for start, words in memory(session):
        for at in range(0, len(words), max(1, len(words) // 300)):
            for word in (words[at], start + 8 * at + 1):
                line = preview(session, word)
                assert line and "\n" not in line and len(line) < WIDTH + 120


@pytest.mark.parametrize("raw, quoted", [
    ("it's", '"it\'s"'), ("say \"hi\"", "'say \"hi\"'"), ("it's \"both\"", "`it's \"both\"`"),
    ("it's \"all\" `three`", "'it\\'s \"all\" `three`'"), ("${x} it's \"\"", "'${x} it\\'s \"\"'"),
    ("\U0001f600", "'\U0001f600'"),
    ("a\nb\t\0\x1b\x7f\x9f\\", "'a\\nb\\t\\x00\\x1B\\x7F\\x9F\\\\'"), ("\ud83d", "'\\ud83d'"),
])  # fmt: skip
def test_quotes(raw, quoted):
    assert quote_string(raw) == quoted
    assert escape("a\nb") == "a\\nb"


@pytest.mark.parametrize("number, text", [
    (0.0, "0"), (-0.0, "-0"), (1e21, "1e+21"), (1e20, "100000000000000000000"), (1e-6, "0.000001"), (1e-7, "1e-7"),
    (123456789012345680000.0, "123456789012345680000"), (1.5e-7, "1.5e-7"), (5e-324, "5e-324"), (4.35, "4.35"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (0.1 + 0.2, "0.30000000000000004"),
    (2**53, "9007199254740992"), (float("nan"), "NaN"), (float("-inf"), "-Infinity"),
])  # fmt: skip
def test_numbers(number, text):
    assert number_text(number) == text
    assert json_number(number) == (text not in ("NaN", "-Infinity", "-0"))


def neighbours(session, view):
    """Objects that one object leads to, by its properties, prototype and entries."""
    view = properties.global_object(view)
    words = [each.word for each in properties.own_properties(view, 2000)]
    if isinstance(view, containers.JSCollection):
        words += [word for entry in view.entries() for word in entry]
    yield from (session.value(word) for word in words if isinstance(word, int) and word & 1)
    found = properties.prototype(view)
    if found:
        yield found


@pytest.mark.parametrize("version", sorted({nodes.versions("all")[0], *nodes.versions()}))
def test_everything_that_can_be_reached_is_readable(version):
    session, values = held(version)
    roots = ("globalThis", "Buffer.from", "process.versions")
    waiting = [value_of(holder) for told, holder in values if told["label"] in roots]
    seen = set(waiting)
    while waiting and len(seen) < 6000:
        view = waiting.pop(0)
        line = preview(session, view)
        assert "<unreadable" not in line and "type " not in line[:6], line
        if is_object(view):
            new = [each for each in neighbours(session, view) if isinstance(each, HeapObject) and each not in seen]
            seen.update(new)
            waiting += dict.fromkeys(new)
    assert len(seen) > 500
