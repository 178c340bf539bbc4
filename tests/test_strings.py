"""Every form of string reads as JavaScript has it; broken ones are said to be broken."""

import pytest

import nodes
from held_names import held, of_kind
from v8dbg.errors import Corrupt, Fault, NotFound
from v8dbg.strings import ConsString, String, _form, is_string, symbol_text, text

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))
LARGE = 1000


def joined(value):
    """Halves of a pair that the test's JSON has as two escapes."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@VERSIONS
def test_text(version):
    forms = set()
    for told, value in of_kind(version, "string"):
        assert is_string(value) and value.length == told["length"]
        forms.add(_form(value))
        found = text(value)
        if "text" in told:
            assert found == joined(told["text"])
        else:
            assert len(found) == told["length"]
            assert found.startswith(told["head"]) and found.endswith(told["tail"])
    assert {form for form, _ in forms} >= {"seq", "cons", "sliced", "external"}
    assert {("sliced", False), ("sliced", True), ("external", True), ("external", False)} <= forms


@VERSIONS
@pytest.mark.parametrize("limit", [0, 1, 7, 40, 99])
def test_limit_counts_code_units(version, limit):
    for told, value in of_kind(version, "string"):
        if told["length"] < LARGE:
            wanted = joined(told["text"]).encode("utf-16-le", "surrogatepass")[: 2 * limit]
            assert text(value, limit).encode("utf-16-le", "surrogatepass") == wanted
        else:
            assert text(value, limit) == told["head"][:limit] if limit <= 50 else text(value, limit)


@VERSIONS
def test_symbols(version):
    for told, value in of_kind(version, "symbol"):
        assert symbol_text(value) == told["text"]
        assert not value.is_private


def cons(version):
    return next(value for _, value in of_kind(version, "string") if _form(value)[0] == "cons")


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_broken_strings(version, monkeypatch):
    session, _ = held(version)
    value = cons(version)
    with pytest.raises(Corrupt, match="not a string"):
        text(7)
    read = session.process.u64
    layout = session.layout
    first, second = (value.start + layout.offset("ConsString", field) for field in ("first", "second"))

    def poke(places):
        monkeypatch.setattr(session.process, "u64", lambda address: places.get(address, 0) or read(address))

    poke({first: value.address, second: value.address})  # it contains itself
    with pytest.raises(Corrupt, match="add up|itself"):
        text(String(session, value.address))
    empty = next(v for told, v in of_kind(version, "string") if told["length"] == 0)
    poke({first: value.address, second: empty.address})
    with pytest.raises(Corrupt, match="itself"):
        text(String(session, value.address))
    poke({first: value.map_word})
    with pytest.raises(Corrupt, match="not a string"):
        text(String(session, value.address))
    poke({first: 0x10001})
    with pytest.raises((Fault, Corrupt)):
        text(String(session, value.address))
    monkeypatch.undo()
    assert len(text(ConsString(session, value.address))) == value.length


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_lost_external_characters(version, monkeypatch):
    session, _ = held(version)
    value = next(value for _, value in of_kind(version, "string") if _form(value)[0] == "external")
    read = session.process.u64
    lost = {value.start + session.layout.offset("ExternalString", field): 0 for field in ("resource", "resource_data")}
    monkeypatch.setattr(session.process, "u64", lambda address: 0 if address in lost else read(address))
    with pytest.raises(NotFound):
        text(value)
