"""Every function leads to the code that a call of it runs, on V8 that keeps that in a table of the process."""

import pytest

import nodes
from held_names import held
from held_values import objects_of
from v8dbg import builtin_table, dispatch
from v8dbg.errors import Error, NotFound
from v8dbg.function_code import running_code, shared_code
from v8dbg.isolate import isolates
from v8dbg.objects import HeapObject

TABLED = [version for version in nodes.versions() if nodes.parse(version) >= (24,)]


def functions(session, most=1500):
    """JSFunctions from all over the heap that are whole; what died leaves halves behind."""
    every = [address for address, _ in objects_of(session, "JS_FUNCTION_TYPE")]
    for address in every[:: max(1, len(every) // most)]:  # the first ones are others in each process
        view = session.heap_object(address)
        try:
            if isinstance(view.map, HeapObject) and view.shared.address and view.context.address:
                yield view
        except Error:
            continue


@pytest.mark.parametrize("version", TABLED)
def test_code_of_every_function(version):
    session, _ = held(version)
    asked = builtins = compiled = 0
    for function in functions(session):
        code = running_code(function)
        assert code is not None, f"no code of {function!r}"
        asked += 1
        number = function.shared.builtin_id
        if number is not None:  # a builtin runs its own code, unless nobody called it yet
            builtins += code.builtin == number
            assert code.tier == "builtin"
        elif code.tier == "builtin":  # lazily compiled or interpreted: one of a few trampolines
            compiled += bool(list(shared_code(function.shared)))
        else:
            assert code.tier in ("baseline", "maglev", "turbofan"), code.tier
    print(f"{version}: {asked} functions, {builtins} of builtins with their own code, {compiled} with others'")
    assert asked > 500 and builtins > 50 and compiled > 50, (asked, builtins, compiled)


@pytest.mark.parametrize("version", TABLED)
def test_rows_that_no_table_has(version, monkeypatch):
    """As those of functions of a worker that has ended: all of the isolates is not searched for each of them."""
    session, _ = held(version)
    function = next(functions(session))
    code, searches, search = dispatch.dispatched_code(function), [], dispatch._candidates
    monkeypatch.setattr(dispatch, "_candidates", lambda *args: searches.append(args) or search(*args))
    for row in range(1 << 28, (1 << 28) + 100):
        with pytest.raises(NotFound):
            dispatch.dispatch_table(session, row, 0)
    assert 0 < len(searches) < 100
    assert dispatch.dispatched_code(function) == code


@pytest.mark.parametrize("version", nodes.versions()[-1:])
def test_an_isolate_without_a_table_of_builtins(version, monkeypatch):
    """As one that is being made: it is looked through once, and again when the process has run."""
    session, _ = held(version)
    isolate, searches, search = isolates(session)[0], [], builtin_table._find
    monkeypatch.setattr(builtin_table, "_find", lambda *args: searches.append(args) or search(*args))
    monkeypatch.setattr(builtin_table, "_RUN", 1 << 20)
    for number in range(10):
        with pytest.raises(NotFound):
            builtin_table.builtin_name(session, isolate, number)
    assert len(searches) == 1
    monkeypatch.undo()
    monkeypatch.setattr(type(session.process), "epoch", session.process.epoch + 1)
    assert builtin_table.builtin_name(session, isolate, 0)
