"""Retained sizes of named objects against those that DevTools computes of V8's own snapshot of the same process."""

import pytest

import nodes
import targets
from devtools_retained import Snapshot
from v8dbg.elf_core import ElfCore
from v8dbg.expressions import evaluate
from v8dbg.heap import heaps
from v8dbg.retained import retained_of
from v8dbg.session import Session


def opened(version, program="retained"):
    target = targets.core(program, version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    return target, session, retained_of(next(heaps(session)))


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_named_objects(version):
    target, session, found = opened(version)
    snapshot = Snapshot(target.core.with_name("retained.heapsnapshot"))
    theirs, _ = snapshot.retained()
    named = snapshot.properties(snapshot.object("NamedObjects"))
    wrong = []
    for name in target.truth["extra"]["names"]:
        node = found.graph.node(evaluate(session, f"global.named.{name}").address)
        ours, wanted = int(found.retained[node]), int(theirs[named[name]])
        if abs(ours - wanted) > max(0.02 * wanted, 16):
            wrong.append(f"{name}: {ours} and not {wanted}")
    assert not wrong
