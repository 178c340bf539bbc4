"""Tables that were not written for the target's V8 are checked against its heap before they are believed."""

import dataclasses
import json
import re

import pytest

import nodes
import targets
from v8dbg import commands, invariants
from v8dbg.elf_core import ElfCore
from v8dbg.isolate import _ENTRY, behind_tables, isolates
from v8dbg.layout import Layout, tables
from v8dbg.render import Out
from v8dbg.session import Session

VERSIONS = nodes.versions("all")
PROGRAM = "accessors"


def opened(version, newer=False):
    core = targets.core(PROGRAM, version)
    session = Session(ElfCore(str(core.core), str(core.node)))
    if newer:  # this V8's own tables, under a number that no table is for
        session.versions = dataclasses.replace(session.versions, v8=(99, 9))
    return session


def told(session, line="jsstack --json"):
    out = []
    status = commands.run(line.split(), lambda: session, Out(out.append))
    document = json.loads("".join(out))
    return status, document, [w for w in document["warnings"] if "the heap" in w]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_heap_agrees_with_its_own_tables(version):
    session = opened(version, newer=True)
    assert invariants.notes(session) == [
        "the heap agrees with the newest tables as far as its maps, oddballs and known strings tell"
    ]
    assert not invariants.notes(opened(version)), "nothing is said of tables that were written for this V8"


@pytest.mark.parametrize("poison, reason", [
    (("OFFSETS", "Map", "instance_type", 2), "is not a map"),
    (("OFFSETS", "IsolateData", "roots", 8), "value is"),
    (("CONSTANTS", "root_index", "null_value", 1), "true_value is"),
    (("OFFSETS", "Oddball", "to_string", 16), "null_value is called 'object'"),
    (("TYPES", "", "ODDBALL_TYPE", 1), "undefined_value is a"),
    # the hash is taken for the length: it is too large, or leads out of memory
    (("OFFSETS", "String", "length", -4), "characters|cannot read memory"),
    (("CONSTANTS", "root_index", "empty_string", -1), "empty string"),
])  # fmt: skip
def test_a_wrong_layout_is_told(poison, reason):
    kind, group, name, by = poison
    session = opened(nodes.versions()[-1], newer=True)
    fact = session.layout._facts[kind, group, name]
    session.layout._facts[kind, group, name] = dataclasses.replace(fact, value=fact.value + by)
    status, document, said = told(session)
    assert status and len(said) == 1, document["warnings"]
    assert said[0].startswith("the heap is not as the newest tables say: in the isolate at 0x")
    assert re.search(reason, said[0])
    assert "update v8dbg" in said[0]
    assert document["threads"][0]["frames"], "the native frames are there all the same"


def test_the_sentence_is_worked_out_once(monkeypatch):
    session = opened(nodes.versions()[-1], newer=True)
    assert told(session)[2]
    monkeypatch.setattr(invariants, "_sentence", lambda session: pytest.fail("asked again"))
    assert told(session)[2]


def test_forced_tables_are_checked():
    session = opened(nodes.versions()[-1])
    version = "%d.%d" % session.versions.v8
    own, old = (told(session, f"v8load {each} --json") and told(session)[2] for each in (version, "9.4"))
    assert [each.split(" as far ")[0] for each in own] == [f"the heap agrees with the tables of V8 {version}"]
    assert old[0].startswith("the heap is not as the tables of V8 9.4 say: ")
    told(session, "v8load auto --json")
    assert not told(session)[2]


@pytest.mark.parametrize("version", VERSIONS)
def test_what_lies_behind_the_tables_of_the_isolate_is_found(version):
    """Tables that are off by a few external references, as those of a neighbouring patch are."""
    session = opened(version)
    assert _ENTRY in session.process.symbols(_ENTRY)
    (isolate, *_) = isolates(session)
    right = {field: isolate.place(field) for field in ("context", "c_entry_fp", "js_entry_sp")}
    assert behind_tables(session) == 0
    moved = opened(version)
    fields = moved.layout.offsets("IsolateData")
    if fields["c_entry_fp"] < fields["roots"]:
        return  # since V8 11 nothing that we read lies behind tables
    for field, offset in fields.items():
        if offset > fields["roots"]:
            moved.layout.patch("IsolateData", field, offset - 24)
    (isolate, *_) = isolates(moved)
    assert {field: isolate.place(field) for field in right} == right


def test_each_v8_of_a_node_release_has_tables_of_its_own():
    """V8 of every Node.js release from 12 on, by `process.versions.v8`: instance types change with each."""
    shipped = [
        (7, 4), (7, 5), (7, 6), (7, 7), (7, 8), (7, 9), (8, 1), (8, 3), (8, 4), (8, 6), (9, 0), (9, 1), (9, 2), (9, 3),
        (9, 4), (9, 5), (9, 6), (10, 1), (10, 2), (10, 7), (10, 8), (11, 3), (11, 8), (12, 4), (12, 9), (13, 6),
        (14, 1), (14, 6),
    ]  # fmt: skip
    assert tables()["types"] == shipped
    numbers = [tuple(sorted(f[2:4] for f in Layout(v).facts() if f[0] == "TYPES")) for v in shipped]
    assert len(set(numbers)) == len(numbers)
