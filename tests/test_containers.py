"""What is inside Maps, promises, buffers, dates …: each view against values that the program made."""

import math

import pytest

import nodes
import targets
from held_values import held, value_of
from v8dbg import buffers, containers, js_errors
from v8dbg.elements import array_length, elements
from v8dbg.errors import NotFound
from v8dbg.primitives import BigInt, HeapNumber, is_undefined
from v8dbg.strings import String, text

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))


@pytest.fixture
def values(version):
    """{source text or label: value}"""
    _, every = held(version)
    return {told["label"]: value_of(holder) for told, holder in every}


def plain(session, word):
    """A Python value for a tagged word, where there is a natural one."""
    value = session.value(word)
    if isinstance(value, String):
        return text(value)
    return value.value if isinstance(value, (HeapNumber, BigInt)) else value


def entries(view):
    return [tuple(plain(view.session, word) for word in words) for words in view.entries()]


def starting(values, start):
    return next(value for label, value in values.items() if label.startswith(start))


@VERSIONS
def test_map_and_set(values):
    few = values['Object.assign(new Map([[1, 2]]), {extra: 1})']
    assert few.is_map and few.size == 1 and entries(few) == [(1, 2)]
    again = starting(values, "(() => { const m = new Map([[1, 1], [2, 2], [3, 3]])")
    assert entries(again) == [(1, 1), (3, 3), (2, "again")]
    shrunk = starting(values, "(() => { const m = new Map(Array.from({length: 50}")
    assert entries(shrunk) == [(i, i) for i in range(45, 50)] and shrunk.size == 5
    assert values["new Set()"].size == 0 and entries(values["new Set()"]) == []
    cleared = starting(values, "(() => { const s = new Set([1, 2, 3]); s.clear(); s.add(4)")
    assert not cleared.is_map and entries(cleared) == [(4,)]


@VERSIONS
def test_iterators_follow_tables_that_were_replaced(values):
    over = starting(values, "(() => { const s = new Set([1, 2, 3, 4, 5, 6, 7, 8])")
    assert entries(over) == [(i,) for i in [4, 6, 7, 8, *range(9, 99)]] and not over.is_map
    over = starting(values, "(() => { const s = new Set([1, 2, 3]); const i = s.values(); i.next(); s.clear()")
    assert entries(over) == [(7,)]
    assert entries(starting(values, "(() => { const i = new Set([1]).values(); i.next(); i.next()")) == []
    pairs = values["new Map([[1, 2], [3, 4]]).entries()"]
    assert pairs.is_map and pairs.is_entries and entries(pairs) == [(1, 2), (3, 4)]


@VERSIONS
def test_weak_collections(values):
    weak = values["weak map"]
    (key, word), = weak.entries()
    assert weak.is_map and plain(weak.session, word) == "v"
    assert [words[0] for words in values["weak set"].entries()] == [key]


@VERSIONS
def test_promises(values):
    pending, done = values["new Promise(() => {})"], values["Promise.resolve(42)"]
    assert pending.state == "pending" and done.state == "fulfilled" and done.result == 42
    with pytest.raises(NotFound):
        assert pending.result
    failed = starting(values, "(() => { const p = Promise.reject(")
    assert failed.state == "rejected" and failed.result.type_name == "JS_ERROR_TYPE"


@VERSIONS
def test_generators(values):
    states = [values[f"generator, {which}"].state for which in ("not started", "started", "closed")]
    assert states == ["suspended", "suspended", "closed"]


@VERSIONS
@pytest.mark.parametrize("source, iso", [
    ("new Date(0)", "1970-01-01T00:00:00.000Z"),
    ("new Date(NaN)", "Invalid Date"),
    ("new Date(8.64e15)", "+275760-09-13T00:00:00.000Z"),
    ("new Date(-8.64e15)", "-271821-04-20T00:00:00.000Z"),
    ("new Date(-62198755200000)", "-000001-01-01T00:00:00.000Z"),
])  # fmt: skip
def test_dates(values, source, iso):
    assert values[source].iso == iso
    assert math.isnan(values[source].milliseconds) == (iso == "Invalid Date")


@VERSIONS
def test_regular_expressions(values):
    found = values["/re/gi"]
    assert (found.source_text, found.flags_text) == ("re", "gi")
    assert values['new RegExp("/", "msuy")'].flags_text == "msuy"


@VERSIONS
def test_bytes(values):
    assert values['Buffer.from("hello world!")'].bytes(99) == b"hello world!"
    assert values["Buffer.from([0, 255, 16]).slice(1)"].bytes(99) == b"\xff\x10"
    assert values["new Int16Array([-2])"].values(9) == [-2]
    assert values["new BigUint64Array([2n ** 63n])"].values(9) == [1 << 63]
    assert values["new Float64Array(200).fill(0.5).subarray(198)"].values(9) == [0.5, 0.5]
    assert isinstance(values["new Uint8Array([1, 2, 3]).buffer"], buffers.JSArrayBuffer)
    part = values["new Uint8Array(new ArrayBuffer(10), 2, 4)"]
    assert (part.length, part.byte_offset, part.kind, part.buffer.size) == (4, 2, "UINT8", 10)
    assert values["new DataView(new ArrayBuffer(8), 2)"].size == 6
    assert values["new Uint8Array([1, 2, 3]).buffer"].bytes(9) == b"\1\2\3"
    detached = [value for label, value in values.items() if "postMessage(0, [b])" in label]
    assert all(each.length == 0 and each.buffer.was_detached for each in detached)


@VERSIONS
def test_the_rest(values):
    proxy = values["new Proxy({a: 1}, {})"]
    assert proxy.target.type_name == proxy.handler.type_name == "JS_OBJECT_TYPE"
    bound = values["(function target(a, b) {}).bind(null, 1)"]
    assert bound.bound_target_function.type_name == "JS_FUNCTION_TYPE"
    assert [value for _, value in _fixed(bound.bound_arguments)] == [1]
    assert text(values['new String("abc")'].value) == "abc"
    weak = values.get("new WeakRef(globalThis.v8dbgKept.kept)")  # since Node 14.6
    assert weak is None or isinstance(weak, containers.JSWeakRef) and weak.target.type_name == "JS_OBJECT_TYPE"
    assert values["2n ** 200n - 1n"].value == 2**200 - 1 and values["-(2n ** 64n)"].value == -(2**64)
    assert array_length(values["(() => { const a = []; a[4294967294] = 1; return a; })()"]) == 2**32 - 1
    sparse = list(elements(values["[1, , 3]"]))
    assert sparse == [(0, 1), (2, 3)]
    assert is_undefined(values["undefined"]) and not is_undefined(values["null"])


def _fixed(array):
    layout = array.session.layout
    count = array.word(layout.offset("FixedArrayBase", "length")) >> 32
    words = array.session.process.words(array.start + layout.offset("FixedArray", "data"), count)
    return [(i, plain(array.session, word)) for i, word in enumerate(words)]


@VERSIONS
def test_module_namespace(values):
    if "namespace" in values:
        session = values["namespace"].session
        exports = values["namespace"].exports()
        assert [name for name, _ in exports] == ["a", "b", "default"]
        assert plain(session, exports[1][1]) == 1


@VERSIONS
def test_stack_of_an_error_that_nobody_read(version, values):
    made = targets.core("values", version).truth["made"]
    found = js_errors.call_sites(values["error, stack not read"])
    assert js_errors.stack_text(values["error, stack not read"]) == ""
    assert len(found) == len(made) >= 5
    for number, (site, (function, script, line, column)) in enumerate(zip(found, made)):
        if number != 1:  # the two were made in one line, at two columns
            assert site.column == column, site
        assert (site.function, site.script, site.line) == (function or "", script or "", line)


@VERSIONS
def test_stack_of_an_error_that_somebody_read(version, values):
    error = values["error, stack read"]
    assert js_errors.stack_text(error) == targets.core("values", version).truth["text"]
    assert js_errors.call_sites(error) == []
