"""jsprint's text equals util.inspect's, that of the newest Node.js, on every release; what v8dbg adds is named here."""

import functools
import math

import pytest

import nodes
import targets
from held_values import holders, value_of
from v8dbg.elf_core import ElfCore
from v8dbg.printer import Options, inspect
from v8dbg.session import Session

NEWEST = "26.10.0"  # whose util.inspect tests/programs/modules/newest_inspect.js takes
VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))


@functools.lru_cache(maxsize=1)
def held(version):
    """(session, [(what util.inspect says, the object that holds the value)])."""
    nodes.node(NEWEST)
    target = targets.core("inspected", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    told = target.truth["probes"]
    return session, list(zip(told, holders(session, len(told))))


def bound(told, name, usual):
    value = told["options"].get(name, usual)
    return math.inf if value is None else value


def options(told, plain=True):
    return Options(
        depth=bound(told, "depth", 2),
        elements=bound(told, "maxArrayLength", 100),
        characters=bound(told, "maxStringLength", 200),
        plain=plain,
    )


def kept(text):
    """Text as it came through JSON: two halves of a pair are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@VERSIONS
def test_text_is_that_of_util_inspect(version):
    session, values = held(version)
    assert len(values) > 400
    wrong = []
    for told, holder in values:
        shown = inspect(session, value_of(holder), options(told))
        if shown != kept(told["text"]):
            wrong.append((told["label"], told["text"], shown))
    assert not wrong, f"{len(wrong)} of {len(values)} differ; first: " + "\n".join(map(str, wrong[0]))
