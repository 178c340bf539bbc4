"""The classes and fields of V8's objects are those of the heap, on every release; what v8print says is what V8 says."""

import functools

import pytest

import nodes
import v8level
from asked import Core
from v8dbg import bits_text
from v8dbg.classes import all_fields, bases, class_of, class_of_type, fixed_size, is_a
from v8dbg.expressions import evaluate
from v8dbg.fields import end_of_fields, field_values, mismatch, object_size
from v8dbg.layout import Layout
from v8dbg.maps import map_of
from v8dbg.object_text import object_json, object_lines
from v8dbg.render import Out

ALL = nodes.versions("all")
# all tests of one release follow one another: its core is opened once
every = pytest.mark.parametrize("version", ALL, scope="module")
some = pytest.mark.parametrize("version", nodes.versions(), scope="module")
# objects of these classes are shorter or longer than their class
VARIABLE = {"LoadHandler", "StoreHandler", "AllocationSite", "FixedTypedArrayBase", "Hole"}
# words that V8 leaves as they were
UNSET = {"FreeSpace.next", "WeakCell.target"}


def field(version, name, wanted, cls=""):
    document = object_json(v8level.value(version, name), cls, 0)
    return next(each for each in document["fields"] if each["name"] == wanted)


def part(version, name, title):
    parts = object_json(v8level.value(version, name), "", 0)["parts"]
    return next((each for each in parts if each["title"] == title), None)


def shape(version, name):
    return object_json(map_of(v8level.value(version, name)), "", 0)


def bits_of_map(version, name, wanted):
    return next(each["bits"] for each in shape(version, name)["fields"] if each["name"] == wanted)


# -- the tables against the heap -------------------------------------------------------------


@every
def test_every_field_holds_what_is_declared(version):
    wrong, checked, types = [], 0, v8level.live(version)
    session = v8level.opened(version)[0]
    for type_name, objects in types.items():
        for view in objects:
            for found in field_values(view):
                if found.info.is_tagged and f"{found.info.cls}.{found.info.name}" not in UNSET:
                    checked += 1
                    said = mismatch(session, found)
                    if said:
                        wrong.append(f"{type_name} {view.address:#x} {found.info.cls}.{found.info.name}: {said}")
    assert not wrong, wrong[:20]
    assert len(types) > 50 and checked > 5000


@every
def test_fields_fill_their_objects(version):
    """Header and fields tile the instance size that the map gives; every type has a class."""
    layout = v8level.opened(version)[0].layout
    for type_name, objects in v8level.live(version).items():
        cls = class_of(objects[0])
        if type_name == "FILLER_TYPE":
            continue
        assert cls != "HeapObject", f"{type_name} has no class"
        if any(each.repeated for each in all_fields(layout, cls)):
            continue
        declared = (fixed_size(layout, cls) + 7) & -8
        for view in objects:
            size = 8 * map_of(view).instance_size_in_words or object_size(view)
            if is_a(layout, cls, "JSReceiver"):
                # a function without prototype lacks the last field; properties and embedder fields come behind
                assert min(declared, 8 * map_of(view).inobject_properties_start_or_constructor_function_index) <= size
            elif cls not in VARIABLE:
                assert size == declared, f"{cls} has {declared} bytes in the tables, {size} in the heap"


@every
def test_offsets_follow_from_the_declarations(version):
    """The binary's own symbols agree with the tables, class by class."""
    session = v8level.opened(version)[0]
    told, plain = session.layout, Layout(session.versions.v8)
    compared = 0
    for cls in told.declarations():
        mine = {(each.cls, each.name): each for each in all_fields(plain, cls)}
        for each in all_fields(told, cls):
            if each.source.startswith("v8dbg_") and (each.cls, each.name) in mine:
                assert mine[each.cls, each.name].offset == each.offset, each
                compared += 1
    assert compared > 100


@every
def test_no_fields_overlap(version):
    layout = v8level.opened(version)[0].layout
    for cls in layout.declarations():
        assert bases(layout, cls)[-1] == "HeapObject"
        end = 0
        for each in all_fields(layout, cls):
            if not each.repeated and each.type != "?":
                assert each.offset >= end, each
                end = each.offset + each.size


# -- what V8 says -----------------------------------------------------------------------------

KINDS = {  # a native of V8 -> does an elements kind have it?
    "HasSmiElements": lambda kind: "SMI" in kind,
    "HasDoubleElements": lambda kind: "DOUBLE" in kind,
    "HasHoleyElements": lambda kind: "HOLEY" in kind or kind.endswith("_SEALED_ELEMENTS") and "HOLEY" in kind,
    "HasDictionaryElements": lambda kind: kind == "DICTIONARY_ELEMENTS",
    "HasSloppyArgumentsElements": lambda kind: "SLOPPY_ARGUMENTS" in kind,
    "HasObjectElements": lambda kind: kind in ("PACKED_ELEMENTS", "HOLEY_ELEMENTS"),
}


@every
def test_elements_kinds(version):
    seen = 0
    for name, told in v8level.opened(version)[1].items():
        kind = bits_of_map(version, name, "bit_field2")["elements_kind"] if "HasFastProperties" in told else ""
        for native, has in KINDS.items():
            if native in told and native != "HasHoleyElements":
                assert has(kind) == told[native], (name, kind, native)
                seen += 1
    assert seen > 60


@every
def test_fast_and_slow_properties(version):
    for name, told in v8level.opened(version)[1].items():
        if "HasFastProperties" in told:
            slow = bits_of_map(version, name, "bit_field3")["is_dictionary_map"]
            assert slow != told["HasFastProperties"], name


@functools.lru_cache(maxsize=64)
def own_details(version, name):
    """Key -> details, from the map's descriptors or from the dictionary."""
    view = v8level.value(version, name)
    rows = part_of(object_json(map_of(view), "", 0), "own descriptors")
    if rows is None:
        store = next(each for each in field_values(view) if each.info.name == "properties_or_hash")
        rows = part_of(object_json(view.session.heap_object(store.word), "", 0), "entries")
    return {row["name"]: row["details"] for row in rows["rows"]}


def part_of(document, title):
    return next((each for each in document["parts"] if each["title"] == title), None)


@every
def test_details_of_properties(version):
    for name, told in v8level.opened(version)[1].items():
        if "own" not in told:
            continue
        found = own_details(version, name)
        assert list(found) == told["own"] or not told["HasFastProperties"] and set(found) == set(told["own"])
        for key, (writable, enumerable, configurable) in told["attributes"].items():
            details = found[key]
            assert (details["kind"] == "accessor") == (writable is None), (name, key)
            assert (details["enumerable"], details["configurable"]) == (enumerable, configurable), (name, key)
            if writable is not None:
                assert details["writable"] == writable, (name, key)
        if not told["HasFastProperties"]:
            order = sorted(found, key=lambda key: found[key]["enumeration_index"])
            assert order == told["own"]
        for key, representation in told.get("representation", {}).items():
            assert found[key]["representation"] == representation


@every
def test_in_object_properties(version):
    rows = part(version, "point", "in-object properties")["rows"]
    assert [row["name"] for row in rows[:2]] == ["x", "y"]
    assert rows[0]["value"]["value"] == 29
    # before V8 8 the double lies in the object
    assert rows[1]["value"] == 14.5 or rows[1]["value"]["preview"] == "14.5"
    assert [row["name"] for row in rows[2:]] == ["(unused)"] * len(rows[2:])


@every
def test_a_proxy_has_fields_alone(version):
    """V8 tells of no place for properties in it; since 14 its flags say whether it can be revoked."""
    document = object_json(evaluate(Core("engine_objects", version).session, "global.proxy"), "", 0)
    names = [each["name"] for each in document["fields"]]
    assert names[:4] == ["map", "properties_or_hash", "target", "handler"]
    assert not any(part["title"] == "in-object properties" for part in document["parts"])
    if len(names) > 4:
        assert names[4] == "flags" and document["size"] == 40
    else:
        assert document["size"] == 32


@every
def test_values_of_fields(version):
    told = v8level.opened(version)[1]
    for name in ("pending", "fulfilled", "rejected"):
        assert field(version, name, "flags")["bits"]["status"] == told[name]["status"]
    flags = field(version, "regexp", "flags")["bits"]
    assert [name for name, value in flags.items() if value] == told["regexp"]["flags"]
    assert field(version, "buffer", "byte_length")["value"] == 24
    assert field(version, "shared", "bit_field")["bits"]["is_shared"]
    assert not field(version, "buffer", "bit_field")["bits"]["is_shared"]
    assert not any(field(version, "symbol", "flags")["bits"].get(name) for name in ("is_private", "is_private_name"))
    shared = field(version, "hot", "shared")["value"]
    assert shared["preview"] == "SharedFunctionInfo hot"
    view = v8level.value(version, "Point")
    bits = object_json(view.session.heap_object(int(field(version, "Point", "shared")["raw"], 16)), "", 0)["fields"]
    flags = next(each["bits"] for each in bits if each["name"] == "flags")
    assert flags["function_kind"] == "kBaseConstructor" and flags["is_class_constructor"] and flags["is_strict"]


@every
def test_tables_of_collections(version):
    for name, keys in (("map", ["one", "two", "3"]), ("set", ["0", "1", "2"])):
        view = v8level.value(version, name)
        word = int(field(version, name, "table")["raw"], 16)
        entries = part_of(object_json(view.session.heap_object(word), "", 0), "entries")
        assert [row["name"] for row in entries["rows"]] == keys and entries["count"] == 3


@every
def test_feedback(version):
    """A loop that reads one property of objects of one shape: its load is monomorphic, with that shape."""
    view = v8level.value(version, "hot")
    cell = view.session.heap_object(int(field(version, "hot", "feedback_cell")["raw"], 16))
    vector = next(each for each in field_values(cell) if each.info.name == "value").word
    rows = part_of(object_json(view.session.heap_object(vector), "", 0), "slots")["rows"]
    kinds = {row["kind"]: row for row in rows if "kind" in row}
    assert {"LoadProperty", "BinaryOp"} <= set(kinds), kinds.keys()
    load = kinds["LoadProperty"]
    assert load["state"] == "monomorphic"
    assert int(load["value"]["address"], 16) & ~2 == map_of(v8level.value(version, "point")).address


NAMED = [v for v in ("12.22.12", "18.20.8", "20.0.0", "20.20.2", "22.0.0", "22.23.5", "24.0.0", "24.21.0") if v in ALL]


@pytest.mark.parametrize("version", NAMED)
def test_slots_of_the_native_context(version):
    context = v8level.value(version, "hot").context
    native = list(context.chain())[-1]
    assert native.type_name == "NATIVE_CONTEXT_TYPE"
    named = {row["name"]: row["value"] for row in part_of(object_json(native, "", 0), "elements")["rows"]}
    assert named["array_function"]["preview"] == "function Array"
    assert named["promise_function"]["preview"] == "function Promise"
    assert named["js_map_map"]["preview"].startswith("Map of JS_MAP_TYPE")


@every
def test_transitions(version):
    """The map of {} with x added: the transition leads to the map with y, whose back pointer leads here."""
    session = v8level.opened(version)[0]
    last = map_of(v8level.value(version, "point"))
    back = next(each for each in field_values(last) if each.info.name == "constructor_or_back_pointer").word
    before = session.heap_object(back)
    assert before.type_name == "MAP_TYPE"
    leads = next(each for each in field_values(before) if each.info.name == "transitions_or_prototype_info").word
    assert leads & ~2 == last.address and "weak Map" in Out(str).format("".join(map(str, text(before))))


def text(view):
    return [Out(lambda _: None).format(line) for line in object_lines(view, "", 0)]


# -- everything can be printed ----------------------------------------------------------------


@some
def test_every_kind_of_object_is_printed(version):
    session = v8level.opened(version)[0]
    session.begin()
    partly = 0
    for type_name, objects in v8level.live(version).items():
        for view in objects[:12]:
            shown = text(view)
            assert shown[0].startswith(f"{view.address:#x}: ") and type_name in shown[0]
            partly += any("<unreadable" in line for line in shown)
            assert object_json(view, "", 5)["size"] == object_size(view)
            assert end_of_fields(view) >= 8
    # raw bytes may look like a pointer to an object that is dead by now
    assert partly <= 10 and not session.warnings


def test_bits_are_named_once():
    """No two bit fields of a group overlap, on any V8 of the tables."""
    for version in ((7, 4), (8, 1), (9, 4), (10, 2), (11, 3), (12, 4), (13, 6), (14, 6)):
        layout = Layout(version)
        for group in {name for kind, name, *_ in layout.facts() if kind == "BITS"}:
            # two readings of one word, on purpose
            if group.startswith(("PropertyDetails", "Symbol.", "String.", "PageStart", "HandlerTable", "Safepoint")):
                continue
            end = 0
            for name in layout.bit_names(group):
                bits = layout.bits(group, name)
                assert bits.shift >= end, (version, group, name)
                end = bits.shift + bits.width
            assert bits_text.decode(layout, group, 0)


def test_a_type_without_a_class_of_its_own():
    session = v8level.opened(ALL[-1])[0]
    assert class_of_type(session, "JS_NEW_THING_TYPE") == "JSObject"
    assert class_of_type(session, "NEW_HASH_TABLE_TYPE") == "HashTable"
    assert class_of_type(session, "SOMETHING_TYPE") == "HeapObject"
