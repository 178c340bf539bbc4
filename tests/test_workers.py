"""Work on several threads: its order, what raises, what signals do."""

import os
import signal
import threading

import pytest

from v8dbg import workers


@pytest.mark.parametrize("processors", [1, 2, 64])
def test_results_come_in_order(monkeypatch, processors):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)))
    assert list(workers.in_order(lambda number: number * number, range(200))) == [n * n for n in range(200)]


def test_items_are_made_by_the_caller_a_few_in_advance(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    made, where = [], set()

    def items():
        for number in range(100):
            made.append(number)
            where.add(threading.get_ident())
            yield number

    results = workers.in_order(lambda number: number, items())
    assert next(results) == 0 and len(made) < 10
    assert list(results) == list(range(1, 100)) and where == {threading.get_ident()}


@pytest.mark.parametrize("processors", [1, 2])
def test_what_raises_ends_it(monkeypatch, processors):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)))
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        list(workers.in_order(lambda number: 1 // (number - 50), range(1000)))
    assert threading.active_count() == before


def test_nobody_wants_the_rest(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    before = threading.active_count()
    for number in workers.in_order(lambda number: number, range(1000)):
        if number == 3:
            break
    assert threading.active_count() == before


def test_signals_are_for_others(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    for blocked in workers.in_order(lambda _: signal.pthread_sigmask(signal.SIG_BLOCK, []), range(8)):
        assert {signal.SIGINT, signal.SIGCHLD} <= blocked


def test_aside():
    done = threading.Event()
    workers.aside(done.set)
    workers.finish()
    assert done.is_set()
    workers.aside(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        workers.finish()
    workers.finish()
