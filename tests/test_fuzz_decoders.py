"""Whatever bytes lie in the target, every decoder gives a value or an errors.Error, soon and without much memory.

Two kinds of bytes: a process made up through a layout, whose objects hypothesis fills; and a real core, in which it
changes words. hypothesis shrinks what fails to a few words; a failure prints the decoder's name."""

import random
import time
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nodes
from everything import held, value_of
from test_preview import poked
from v8dbg import (
    constructors,
    elements,
    functions,
    js_errors,
    limits,
    maps,
    objects,
    positions,
    preview,
    printer,
    properties,
    scopes,
    scripts,
    strings,
    values_json,
)
from v8dbg.errors import Error
from v8dbg.objects import Field, HeapObject
from v8dbg.process import Process, Region
from v8dbg.session import Session

SECONDS = 20.0  # that one decoder may take with one object, on a busy machine
QUICK = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(limits, "MAX_JSON_SECONDS", 1.0)


# -- decoders --------------------------------------------------------------------------------


def described(prop):
    return [prop.name, prop.key, prop.enumerable, prop.writable, prop.configurable, prop.is_private, prop.value]


def each_property(view):
    for prop in islice(properties.own_properties(view), 300):
        for name in ("name", "key", "value", "is_accessor", "is_symbol", "is_private"):
            guarded(lambda prop=prop, name=name: getattr(prop, name))


def each_field(view):
    """Every declared field and every property of the view, and of the view as each class that there is."""
    for cls in [type(view), *sorted(set(objects._classes.values()), key=lambda cls: cls.__name__)]:
        other = cls(view.session, view.address, view.map_word)
        for name in dir(cls):
            if isinstance(getattr(cls, name, None), (Field, property)) and not name.startswith("_"):
                guarded(lambda other=other, name=name: getattr(other, name), f"{cls.__name__}.{name}")


def each_method(view):
    """Methods of containers, buffers and scopes that take nothing or a limit."""
    for cls in sorted(set(objects._classes.values()), key=lambda cls: cls.__name__):
        other = cls(view.session, view.address, view.map_word)
        for name in ("entries", "exports", "slots", "chain", "bytecodes", "bytecode_array"):
            if hasattr(cls, name):
                guarded(lambda other=other, name=name: some(getattr(other, name)()), f"{cls.__name__}.{name}")
        for name in ("bytes", "values"):
            if hasattr(cls, name):
                guarded(lambda other=other, name=name: getattr(other, name)(100), f"{cls.__name__}.{name}")


def some(found):
    return list(islice(found, 500)) if hasattr(found, "__iter__") else found


def as_class(view, cls):
    return cls(view.session, view.address, view.map_word)


def function_of(view):
    return as_class(view, functions.JSFunction)


DECODERS = {
    "preview": lambda view: preview.preview(view.session, view),
    "value_json": lambda view: preview.value_json(view.session, view.address),
    "to_json": lambda view: values_json.to_json(view.session, view),
    "to_json, cut": lambda view: values_json.to_json(view.session, view, 1, 3, 5, True),
    "inspect": lambda view: printer.inspect(view.session, view),
    "text": lambda view: strings.text(as_class(view, strings.String)),
    "text, cut": lambda view: strings.text(as_class(view, strings.String), 100),
    "symbol": lambda view: strings.symbol_text(as_class(view, strings.Symbol)),
    "properties": each_property,
    "symbols": lambda view: some(properties.symbol_properties(view)),
    "get": lambda view: properties.get(view, "constructor"),
    "lookup": lambda view: properties.lookup(view, "name"),
    "elements": lambda view: some(elements.elements(view)),
    "entries": lambda view: some(elements.element_entries(view)),
    "length": elements.array_length,
    "class": constructors.class_name,
    "tag": constructors.string_tag,
    "function name": constructors.function_name,
    "prototypes": lambda view: some(maps.prototype_chain(view)),
    "table": lambda view: some(maps.table_entries(view, "NameDictionary")),
    "fields": each_field,
    "methods": each_method,
    "parameters": lambda view: functions.parameter_names(function_of(view).shared),
    "call site": lambda view: functions.call_site_name(function_of(view)),
    "variables": lambda view: some(scopes.closure_variables(function_of(view).context)),
    "source": lambda view: scripts.position(as_class(view, scripts.Script), 5),
    "source line": lambda view: scripts.source_line(as_class(view, scripts.Script), 1),
    "positions": lambda view: positions.position_at(as_class(view, positions.BytecodeArray), 3),
    "stack": js_errors.stack_text,
    "sites": js_errors.call_sites,
}


def guarded(decode, name=""):
    """Runs a decoder; an Error is an answer too, anything else is a bug."""
    start = time.process_time()
    try:
        decode()
    except Error:
        pass
    except Exception as problem:
        raise AssertionError(f"{name}: {type(problem).__name__}: {problem}") from problem
    taken = time.process_time() - start
    assert taken < SECONDS, f"{name} took {taken:.1f} s"


def decode_all(view, names=DECODERS):
    for name in names:
        guarded(lambda name=name: DECODERS[name](view), f"{name} of {view!r}")


# -- a process made up -----------------------------------------------------------------------

VERSIONS = [(7, 4), (8, 4), (10, 2), (11, 3), (13, 6), (14, 6)]
MAPS, HEAP, SLOT, COUNT = 0x100000, 0x200000, 256, 64  # objects of SLOT bytes
TYPES = (
    "JS_OBJECT_TYPE JS_ARRAY_TYPE JS_MAP_TYPE JS_SET_TYPE JS_WEAK_MAP_TYPE JS_MAP_KEY_VALUE_ITERATOR_TYPE"
    " JS_PROMISE_TYPE JS_FUNCTION_TYPE JS_BOUND_FUNCTION_TYPE JS_ERROR_TYPE JS_DATE_TYPE JS_REG_EXP_TYPE"
    " JS_PROXY_TYPE JS_TYPED_ARRAY_TYPE JS_ARRAY_BUFFER_TYPE JS_DATA_VIEW_TYPE JS_GENERATOR_OBJECT_TYPE"
    " JS_PRIMITIVE_WRAPPER_TYPE JS_ARGUMENTS_OBJECT_TYPE JS_GLOBAL_PROXY_TYPE JS_GLOBAL_OBJECT_TYPE"
    " JS_ARRAY_ITERATOR_TYPE JS_FINALIZATION_REGISTRY_TYPE WEAK_CELL_TYPE JS_MODULE_NAMESPACE_TYPE SYMBOL_TYPE"
    " BIGINT_TYPE BIG_INT_BASE_TYPE HEAP_NUMBER_TYPE ODDBALL_TYPE FIXED_ARRAY_TYPE FIXED_DOUBLE_ARRAY_TYPE"
    " PROPERTY_ARRAY_TYPE NAME_DICTIONARY_TYPE NUMBER_DICTIONARY_TYPE GLOBAL_DICTIONARY_TYPE ORDERED_HASH_MAP_TYPE"
    " ORDERED_HASH_SET_TYPE EPHEMERON_HASH_TABLE_TYPE DESCRIPTOR_ARRAY_TYPE SCOPE_INFO_TYPE"
    " SHARED_FUNCTION_INFO_TYPE FUNCTION_CONTEXT_TYPE NATIVE_CONTEXT_TYPE SCRIPT_TYPE BYTECODE_ARRAY_TYPE"
    " BYTE_ARRAY_TYPE ACCESSOR_PAIR_TYPE PROPERTY_CELL_TYPE CELL_TYPE PROMISE_REACTION_TYPE ERROR_STACK_DATA_TYPE"
    " CALL_SITE_INFO_TYPE UNCOMPILED_DATA_WITHOUT_PREPARSE_DATA_TYPE SLOPPY_ARGUMENTS_ELEMENTS_TYPE"
    " TRUSTED_FIXED_ARRAY_TYPE"
).split()
STRINGS = range(0, 128)  # instance types of strings, all forms


class Made(Process):
    """A V8 of that version with a map of each type, and COUNT objects whose words are given."""

    def __init__(self, version):
        self.version = version
        self.heap = bytearray(SLOT * COUNT)
        self.maps = b""
        super().__init__()

    def fetch(self, address, size):
        for start, data in ((MAPS, self.maps), (HEAP, self.heap), (0x1000, self._numbers())):
            if start <= address < start + len(data):
                return bytes(data[address - start : address - start + size])
        return b""

    def _numbers(self):
        return b"".join(number.to_bytes(4, "little") for number in (*self.version, 0, 0))

    def symbols(self, prefix):
        names = [f"_ZN2v88internal7Version{len(part) + 1}{part}_E" for part in ("major", "minor", "build", "patch")]
        return {name: 0x1000 + 4 * at for at, name in enumerate(names) if name.startswith(prefix)}

    def regions(self):
        return [Region(MAPS, MAPS + len(self.maps), "rw"), Region(HEAP, HEAP + len(self.heap), "rw")]

    def threads(self):
        return []

    @property
    def executable(self):
        return ""


def made_session(version, seed):
    """A session of such a process; the fields of the maps are random, but for what makes them maps."""
    process = Made(version)
    session = Session(process)
    layout, chance = session.layout, random.Random(seed)
    types = [layout.type("MAP_TYPE"), *(layout.type(name) for name in TYPES if layout.has(name)), *STRINGS]
    image = bytearray()
    for number in types:
        words = [plausible(chance, len(types)) for _ in range(SLOT // 8)]
        words[0] = MAPS + 1  # the first map is that of all maps
        slot = bytearray(b"".join(word.to_bytes(8, "little") for word in words))
        for at in range(1, 16):  # sizes, bit fields and the elements kind: small numbers
            slot[7 + at] = chance.randrange(40)
        for field, size, value in (
            ("instance_type", 2, number),
            ("bit_field2", 1, chance.randrange(256)),  # the elements kind is in it
            ("bit_field3", 4, chance.getrandbits(31) if number % 16 == 5 else chance.randrange(1 << 13)),
            ("prototype", 8, HEAP + SLOT * chance.randrange(COUNT) + 1),
            ("instance_descriptors", 8, HEAP + SLOT * chance.randrange(COUNT) + 1),
        ):
            at = layout.offset("Map", field)
            slot[at : at + size] = value.to_bytes(size, "little")
        image += slot
    process.maps = bytes(image)
    process._pages.clear()
    return session, len(types)


def plausible(chance, types):
    """A word as V8 might have it: a Smi, a pointer to an object or a map, small and random numbers."""
    return chance.choice([
        lambda: chance.randrange(20) << 32,
        lambda: HEAP + SLOT * chance.randrange(COUNT) + 1,
        lambda: HEAP + SLOT * chance.randrange(COUNT) + 1,
        lambda: MAPS + SLOT * chance.randrange(types) + 1,
        lambda: chance.randrange(1 << 12),
        lambda: chance.getrandbits(64),
        lambda: (chance.getrandbits(31) << 32) | (chance.getrandbits(1) << 63),
        lambda: HEAP + 8 * chance.randrange(SLOT * COUNT // 8) + chance.randrange(4),
    ])()  # fmt: skip


def fill(session, types, seed, patches):
    chance = random.Random(seed)
    words = [plausible(chance, types) for _ in range(SLOT * COUNT // 8)]
    for slot in range(COUNT):
        words[slot * SLOT // 8] = MAPS + SLOT * chance.randrange(types) + 1
    for place, word in patches:
        words[place % len(words)] = word
    session.process.heap = bytearray(b"".join(word.to_bytes(8, "little") for word in words))
    session.process._pages.clear()
    session._map_classes.clear()
    session._map_types.clear()
    session.kept.clear()


WORDS = st.one_of(
    st.integers(0, (1 << 64) - 1),
    st.integers(0, 99).map(lambda n: n << 32),
    st.integers(0, COUNT - 1).map(lambda n: HEAP + SLOT * n + 1),
    st.sampled_from([0, 1, 3, 1 << 63, (1 << 31) << 32]),
)
PATCHES = st.lists(st.tuples(st.integers(0, SLOT * COUNT // 8), WORDS), max_size=12)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda v: "%d.%d" % v)
def test_made_up_objects(version):
    session, types = made_session(version, 1)

    @QUICK
    @given(st.integers(0, 1 << 32), PATCHES)
    def check(seed, patches):
        fill(session, types, seed, patches)
        for slot in range(0, COUNT, 6):
            try:
                view = session.heap_object(HEAP + SLOT * slot + 1)
            except Error:
                continue
            decode_all(view)

    check()


@QUICK
@given(st.binary(max_size=400))
def test_position_tables(table):
    session, _ = made_session((13, 6), 2)
    guarded(lambda: list(positions.entries(table, session.layout)), "entries")
    guarded(lambda: positions.find(table, 7, session.layout), "find")


# -- a real core -----------------------------------------------------------------------------

CORES = sorted({nodes.versions("all")[0], nodes.versions()[-1]}, key=nodes.parse)


@pytest.mark.parametrize("version", CORES)
def test_real_objects_with_other_words(version):
    """Words inside and behind real objects are changed; the values and all that they hold are decoded."""
    session, values = held(version)
    views = [value for value in (value_of(session, told) for told in values) if isinstance(value, HeapObject)]
    words = [view.address for view in views] + [view.map_word for view in views]
    others = st.one_of(st.sampled_from(words), st.integers(0, (1 << 64) - 1), st.sampled_from([0, 1, 3, 5 << 32]))

    @QUICK
    @given(st.data())
    def check(data):
        chance = random.Random(data.draw(st.integers(0, 1 << 32)))
        chosen = chance.sample(views, 12)
        damage = {}
        for view in chosen:
            for at in data.draw(st.lists(st.integers(0, 12), min_size=1, max_size=3)):
                damage[view.start + 8 * at] = data.draw(others)
        with poked(session.process, damage):
            for view in chosen:
                try:
                    found = session.heap_object(view.address)
                except Error:
                    continue
                decode_all(found, [name for name in DECODERS if name not in ("fields", "methods")])
        session._map_classes.clear()
        session._map_types.clear()

    check()


def test_bounds_are_named():
    """What keeps the decoders above from running for ever."""
    assert limits.MAX_JSON_VALUES < 1 << 24 and limits.MAX_JSON_DEPTH < 1000 and limits.MAX_STRING_DEPTH <= 1 << 17
