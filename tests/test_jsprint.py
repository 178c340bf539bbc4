"""`jsprint --json` equals what JavaScript's own reflection says of every kind of value."""

import json
import re
from pathlib import Path

import pytest

import debuggers
import nodes
import targets
from everything import canonical, expression, held, value_of
from v8dbg.json_words import RESERVED, TAGS
from v8dbg.values_json import to_json

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))


def difference(told, made):
    """"" where they agree, else where they begin to differ."""
    wanted, have = canonical(told), canonical(made)
    if wanted == have:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(wanted, have)) if a != b), min(len(wanted), len(have)))
    return f"wanted …{wanted[max(at - 60, 0) : at + 60]}… have …{have[max(at - 60, 0) : at + 60]}…"


def wrong(told, made):
    """What is wrong with the JSON of one value."""
    found = [difference(told["told"], made)]
    if "plain" in told:
        found.append(difference(json.loads(told["plain"]), without_minus_zero(made)))
    return [each for each in found if each]


def without_minus_zero(document):
    """JSON.stringify has no minus zero."""
    if isinstance(document, dict):
        return {key: without_minus_zero(each) for key, each in document.items()}
    if isinstance(document, list):
        return [without_minus_zero(each) for each in document]
    return 0 if isinstance(document, float) and document == 0 else document


@VERSIONS
def test_every_value(version):
    session, values = held(version)
    assert len(values) > 300 and sum("plain" in told for told in values) > 130
    problems = []
    for told in values:
        made = json.loads(json.dumps(to_json(session, value_of(session, told))))
        problems += [f"{told['key']} {told['label'][:70]}: {each}" for each in wrong(told, made)]
    assert not problems, f"{len(problems)} of {len(values)}:\n" + "\n".join(problems[:40])


@pytest.mark.slow
@pytest.mark.parametrize("version", nodes.versions())
@pytest.mark.parametrize("host", ("gdb", "lldb", "none"))
def test_every_value_in_every_host(host, version):
    """All of them in one command."""
    target = targets.core("everything", version)
    values = target.truth["values"]
    result = debuggers.run(host, target, [" ".join(["jsprint --json", *(quoted(expression(told)) for told in values)])])
    assert not result.stderr and result.status == 0, result.stderr[:500]
    made = json.loads(result.stdout)
    assert len(made) == len(values)
    problems = [f"{told['label'][:70]}: {each}" for told, one in zip(values, made) for each in wrong(told, one)]
    assert not problems, f"{len(problems)} of {len(values)}:\n" + "\n".join(problems[:40])


def quoted(text):
    """As every host's command line takes it."""
    return f"'{text}'"


def tags(document):
    if isinstance(document, dict):
        if isinstance(document.get("$type"), str):
            yield document["$type"]
        for each in document.values():
            yield from tags(each)
    elif isinstance(document, list):
        for each in document:
            yield from tags(each)


def test_docs_and_code_have_the_same_tags():
    page = (Path(__file__).parents[1] / "docs" / "json.md").read_text()
    cells = re.findall(r"^\| (`\"[^|]+) \|", page, re.M)
    told = [name for cell in cells for name in re.findall(r'`"([^"]+)"`', cell)]
    assert {name for name in told if name.startswith("$")} == {f"${name}" for name in RESERVED}
    assert sorted(name for name in told if not name.startswith("$")) == sorted(TAGS)


def test_tags_that_the_code_gives_are_listed():
    version = max(nodes.versions("all"), key=nodes.parse)
    session, values = held(version)
    seen = {tag for told in values for tag in tags(to_json(session, value_of(session, told)))}
    assert seen <= TAGS
    rare = {"ref", "cut", "more", "unreadable", "string", "internal", "uninitialized"}
    if nodes.parse(version) >= (24,):
        assert TAGS - seen <= rare, "everything.js should have these too"
