"""Source position tables: every table that V8 can write reads back, a damaged one is said to be damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from v8dbg import positions
from v8dbg.errors import Corrupt
from v8dbg.layout import Layout

OLD, NEW = Layout((12, 4)), Layout((14, 6))
ROWS = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 1 << 29), st.booleans()), max_size=40)


def number(value):
    """Zigzag, seven bits a byte, the lowest first: EncodeInt in source-position-table.cc."""
    value = value << 1 if value >= 0 else (-value << 1) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def encode(rows):
    """A table of (code offset, script offset, is a statement), as V8 before 14 writes it."""
    out, code, position = b"", OLD.constant("SourcePositionTable", "first_code_offset"), 0
    for at, script_offset, statement in rows:
        raw = script_offset + 1 << 1
        delta = at - code
        out += number(delta if statement else -delta - 1) + number(raw - position)
        code, position = at, raw
    return out


def ascending(steps):
    code = 0
    for step, script_offset, statement in steps:
        code += step
        yield code, script_offset, statement


@given(ROWS)
def test_reads_what_v8_writes(steps):
    rows = list(ascending(steps))
    found = list(positions.entries(encode(rows), OLD))
    assert [(row.code_offset, row.script_offset, row.is_statement) for row in found] == rows
    assert not any(row.is_external or row.inlining_id >= 0 for row in found)


@given(ROWS, st.integers(0, 200_000))
def test_find_is_the_last_row_that_does_not_begin_after(steps, offset):
    rows = list(ascending(steps))
    before = [row for row in rows if row[0] <= offset]
    found = positions.find(encode(rows), offset, OLD)
    assert (found.code_offset, found.script_offset) == before[-1][:2] if before else found is None


@given(ROWS.filter(bool), st.data())
def test_cut_table(steps, data):
    table = encode(list(ascending(steps)))
    cut = data.draw(st.integers(1, len(table)))
    whole = [entry[0] for entry in steps]
    try:
        found = list(positions.entries(table[:-cut], OLD))
    except Corrupt:
        return
    assert len(found) < len(whole)


@pytest.mark.parametrize("layout", [OLD, NEW])
@given(table=st.binary(max_size=80))
def test_any_bytes(layout, table):
    try:
        for entry in positions.entries(table, layout):
            assert isinstance(entry.script_offset, int)
    except Corrupt:
        pass


def test_numbers_that_do_not_end():
    with pytest.raises(Corrupt, match="does not end"):
        list(positions.entries(b"\x80" * 40, OLD))
    with pytest.raises(Corrupt, match="inside"):
        list(positions.entries(b"\x80", OLD))


def test_inlined_and_external():
    raw = 5 << 31 | 1 + 7 << 1
    row = next(positions.entries(number(3) + number(raw), OLD))
    assert (row.script_offset, row.inlining_id, row.is_external) == (7, 4, False)
    assert next(positions.entries(number(0) + number(1), OLD)).is_external


def test_empty_table():
    assert positions.find(b"", 10, OLD) is None
