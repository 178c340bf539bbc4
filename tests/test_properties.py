"""Own properties, their attributes and their order are those of Reflect.ownKeys; classes have their names."""

import random

import pytest

import nodes
from held_values import held, value_of
from test_preview import kept
from v8dbg import constructors, objects, properties
from v8dbg.maps import map_of
from v8dbg.objects import HeapObject
from v8dbg.primitives import HeapNumber
from v8dbg.strings import String, Symbol, text

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))


def named(values, expected):
    return next(value_of(holder) for told, holder in values if told["expected"] == expected)


def described(prop):
    """As the program wrote it: key, enumerable, writable, configurable, is an accessor."""
    key = f"Symbol({prop.name})" if isinstance(prop.key, Symbol) else prop.name
    accessor = prop.is_accessor
    return [key, prop.enumerable, None if accessor else prop.writable, prop.configurable, accessor]


@VERSIONS
def test_own_keys_and_their_attributes(version):
    _, values = held(version)
    checked = 0
    for told, holder in values:
        if not told.get("own"):
            continue
        value = value_of(holder)
        wanted = [[kept(row[0]), *row[1:]] for row in told["own"]]
        if map_of(value).described_type in ("JS_PRIMITIVE_WRAPPER_TYPE", "JS_VALUE_TYPE"):
            wanted = [row for row in wanted if not row[0].isdigit() or row[3]]  # the characters are not stored
        have = [described(p) for p in properties.own_properties(properties.global_object(value)) if not p.is_private]
        assert have == wanted, told["label"]
        checked += 1
    assert checked > 120


@VERSIONS
def test_get_and_lookup(version):
    session, values = held(version)
    value = named(values, "{a: 1, b: 'two', c: null, d: undefined, e: true}")
    assert properties.get(value, "a").value == 1
    assert text(properties.get(value, "b").value) == "two"
    assert properties.get(value, "z") is None and properties.get(value, "0") is None
    assert properties.get(value, "toString") is None
    assert constructors.is_callable(properties.lookup(value, "toString").value)
    doubles = named(values, "{x: 1.5, y: -0, z: NaN}")
    assert properties.get(doubles, "x").value == 1.5
    indexed = named(values, "{'5': 1, '100000': 2, a: 1}")
    assert [properties.get(indexed, key).value for key in ("5", "100000", "a")] == [1, 2, 1]
    assert properties.get(indexed, "05") is None


@VERSIONS
def test_private_names(version):
    _, values = held(version)
    found = [value_of(holder) for told, holder in values if told["expected"] == "F {shown: 2}"]
    private = [p for p in properties.own_properties(found[0]) if p.is_private]
    assert [(p.name, p.key.is_private_name, p.value) for p in private] == [("#secret", True, 1)]


@VERSIONS
def test_class_names(version):
    _, values = held(version)
    for told, holder in values:
        value = value_of(holder)
        if isinstance(value, HeapObject) and not isinstance(value, (String, Symbol, HeapNumber)) and told.get("own"):
            assert constructors.constructor_name(properties.global_object(value)) == told["class"], told["label"]
    bare = named(values, "[Object: null prototype] {a: 1}")
    assert constructors.constructor_name(bare) is None and constructors.has_null_prototype(bare)
    assert constructors.class_name(bare) == "Object"
    assert constructors.class_name(named(values, "B {a: 1}")) == "B"
    assert [constructors.map_constructor_name(each) for _, each in values[:2]] == ["V8dbgProbe0", "V8dbgProbe1"]


@VERSIONS
def test_prototype_chain(version):
    _, values = held(version)
    value = named(values, "B {a: 1}")
    chain = list(properties.prototype_chain(value))
    makers = [properties.get(each, "constructor").value for each in chain[1:]]
    assert [constructors.function_name(each) for each in makers] == ["B", "A", "Object"]
    assert properties.prototype(chain[-1]) is None


def test_gather_reads_what_read_reads():
    session, values = held(nodes.versions()[-1])
    process, chance = session.process, random.Random(1)
    region = next(each for each in process.regions() if each.start <= values[0][1].start < each.end)
    places = [chance.randrange(region.start, region.end - 8) for _ in range(500)] + [0, 8, 1 << 63, (1 << 64) - 4]
    places += [place // 4096 * 4096 + 4090 for place in places[:50]]
    for size in (4, 8):
        wanted = [process.read_some(place, size) for place in places]
        assert process.gather(places, size) == [data if len(data) == size else b"" for data in wanted]


def test_a_view_class_that_is_defined_late_is_used(monkeypatch):
    session, values = held(nodes.versions()[-1])
    monkeypatch.setattr(objects, "_classes", dict(objects._classes))
    late = next(value_of(holder) for told, holder in values if told["label"] == "Math")
    assert type(session.heap_object(late.address)) is HeapObject and "NEW_TYPE" not in objects._classes

    @objects.view_of("JS_OBJECT_TYPE", "NEW_TYPE")
    class Late(HeapObject):
        pass

    assert type(session.heap_object(late.address)) is Late
    objects._classes.pop("NEW_TYPE"), objects._classes.pop("JS_OBJECT_TYPE")
    assert type(session.heap_object(late.address)) is HeapObject
