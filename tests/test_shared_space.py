"""The space of strings that all isolates of a process share (--shared-string-table): whole, counted once, kept alive by
whichever isolate."""

import functools
import re

import pytest

import asked
import debuggers
import nodes
from v8dbg import heap_check
from v8dbg.graph import graph_of
from v8dbg.heap import heaps
from v8dbg.heap_report import spaces
from v8dbg.reach import live
from v8dbg.roots import roots_of

SHARING = [v for v in nodes.versions() if nodes.parse(v) >= (20,)]  # V8 10 dies of the flag


@functools.lru_cache(maxsize=1)
def opened(version):
    return asked.Core("shared_strings", version)


def lender_and_user(version):
    found = list(heaps(opened(version).session))
    (lender,) = (heap for heap in found if heap.shared)
    (user,) = (heap for heap in found if heap.lender is lender)
    return lender, user


@pytest.mark.parametrize("version", SHARING)
def test_every_object_of_it_is_read(version):
    lender, user = lender_and_user(version)
    for heap in (lender, user):
        assert not heap.warnings
        assert graph_of(heap).dangling == 0
        assert [each.text for each in heap_check.problems(heap, 50)] == []
    # V8 counts the space for the isolate whose it is
    assert [each.name for each in spaces(lender)].count("shared_space") == 1
    assert "shared_space" not in [each.name for each in spaces(user)]
    rows = opened(version).json("")
    used = sum(each.used for heap in (lender, user) for each in spaces(heap) if each.name != "read_only_space")
    once = next(each.used for each in spaces(lender) if each.name == "read_only_space")
    assert rows["totals"]["bytes"] == used + once


@pytest.mark.parametrize("version", SHARING)
def test_what_a_worker_alone_keeps(version):
    core = opened(version)
    lender, user = lender_and_user(version)
    alive = core.run("findjsobjects -k string --live -l").split()
    assert len(alive) == len(set(alive))
    equal = re.findall(r"^(0x[0-9a-f]+) '", core.run("jsfindrefs -s 'shared name 777'"), re.M)
    assert len(equal) == len(set(equal))
    (address,) = (each for each in set(equal) & set(alive) if lender.page_of(int(each, 16))[1].heap == lender.address)
    assert not live(graph_of(lender), roots_of(lender))[graph_of(lender).node(int(address, 16))]
    assert live(graph_of(user), roots_of(user))[graph_of(user).node(int(address, 16))]
    assert "shared_space" in core.run(f"v8whatis {address}")
    assert ".object" in core.run(f"jsretainers {address}")


@pytest.mark.parametrize("host", ["gdb", "lldb"])
def test_hosts(host):
    core = opened("24.21.0")
    asked_for = ["jsheap", "v8verify", "findjsobjects --live --top 5"]
    done = debuggers.run(host, core.target, asked_for)
    assert [each.text.split() for each in done.outputs] == [core.run(line).split() for line in asked_for]
