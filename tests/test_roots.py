"""The roots of a heap: every category is found, what it holds are objects, and V8 counts as many where it says so."""

import functools
from collections import Counter

import pytest

import nodes
import targets
from v8dbg.elf_core import ElfCore
from v8dbg.heap import heaps
from v8dbg.isolate_members import are_objects
from v8dbg.preview import preview
from v8dbg.roots import KINDS, roots_of
from v8dbg.session import Session

NODE_SIZE = 32  # bytes of V8's node of a global handle
# none of these is ever empty
ALWAYS = (
    "global handle", "stack", "handle scope", "eternal handle", "thread", "root table", "builtins", "object cache",
)


class Opened:
    def __init__(self, program, version):
        target = targets.core(program, version)
        self.version, self.truth = version, target.truth["extra"]
        self.session = Session(ElfCore(str(target.core), str(target.node)))
        self.heaps = list(heaps(self.session))
        self.roots = roots_of(self.heaps[0])

    def of(self, kind):
        return [root for root in self.roots if root.kind == kind]


@functools.lru_cache(maxsize=2)
def opened(program, version):
    return Opened(program, version)


@pytest.fixture(scope="module", params=nodes.versions("all"))
def core(request):
    return opened("reach", request.param)


def test_every_category(core):
    counts = Counter(root.kind for root in core.roots)
    assert not core.session.warnings
    assert set(counts) <= set(KINDS)
    assert all(counts[kind] for kind in ALWAYS), counts
    assert counts["microtask"] == counts["bootstrapper"] == 1
    assert counts["builtins"] > 1000 and counts["root table"] > 500


def test_all_lead_to_objects(core):
    bad = [root for root in core.roots if not are_objects(core.session, [root.target])]
    assert not bad, bad[:5]
    for root in core.roots:
        if root.kind not in ("stack", "stack (conservative)"):
            assert core.session.process.u64(root.place) == root.target


def test_as_many_global_handles_as_v8_counts(core):
    held = len(core.of("global handle"))
    told = core.truth.get("handles")
    assert held > 50
    assert told is None or held == told // NODE_SIZE


def test_names(core):
    names = {root.name for root in core.roots}
    assert {"Node's own main context", "Node's own process", "Node's own function processTimers"} <= names
    assert "undefined_value" in names and "ArrayMap" in names
    task = core.of("microtask")[0]
    assert "Promise" in core.session.heap_object(task.target).type_name.title()


def test_the_frame_that_runs(core):
    """The function that dies is on the stack, with what it keeps."""
    start = [root for root in core.of("stack") if " start: " in root.name]
    functions = [root for root in start if root.name.endswith(": function")]
    assert [preview(core.session, root.target) for root in functions] == ["function start"]
    assert any("register" in root.name for root in start)


@pytest.mark.parametrize("version", nodes.versions())
def test_active_handles(version):
    core = opened("handles", version)
    names = Counter(root.name for root in core.of("global handle") if root.strong)
    assert names["active handle TCP"] >= 2 and names["active handle UDP"] == 1
    # Node.js 20 and 21 with io_uring do not wait for the pipe
    assert names["request FSReqCallback"] == core.truth["requests"].count("FSReqCallback")
    assert any(not root.strong for root in core.of("global handle"))


@pytest.mark.parametrize("version", nodes.versions())
def test_each_worker_has_its_own(version):
    core = opened("workers", version)
    assert len(core.heaps) > 1
    places = [{root.place for root in roots_of(heap) if root.kind == "global handle"} for heap in core.heaps]
    assert all(places) and not set.intersection(*places)


@pytest.mark.parametrize("version", nodes.versions())
def test_a_worker_that_waits_has_no_handles(version):
    core = opened("worker_waits", version)
    for heap in core.heaps:
        assert roots_of(heap)
    assert len(core.heaps) == 2 and not core.session.warnings
