"""Physical frames: from the registers to the thread's first function, on every release, at any instant."""

import json
import random
import re
import time
from pathlib import Path

import pytest

import nodes
import targets
from spoiled import Poked
from traced import TracedProcess
from v8dbg import commands, isolate, walk
from v8dbg.codespace import code_at, code_space
from v8dbg.elf_core import ElfCore
from v8dbg.errors import NotFound
from v8dbg.frames import Reader, stack
from v8dbg.jit import compiled_code
from v8dbg.objects import HEAP_TAG
from v8dbg.positions import FUNCTION_ENTRY
from v8dbg.process import Thread
from v8dbg.render import Out
from v8dbg.session import Session
from v8dbg.v8frames import FRAMELESS, FUNCTION_EXIT, v8_frames

STARTS = ("start", "clone", "clone3")  # where the C library lets a thread begin
NOT_FOUND_OUT = ("", "NativeFrame", "TurbofanStubWithContextFrame")
PROGRAMS = ("sort", "wasm", "string_replace", "proxy", "native_turbofan", "native_baseline", "native_maglev", "opt_osr",
            "opt_deopt", "opt_wasm", "stackoverflow", "oom", "segv", "workers", "finalizer")
STEPS, STOPS = 1500, 60
DEOPTIMIZATIONS = 12
DEOPTIMIZER = (  # before the frame is copied, behind that, and further in
    "_ZN2v88internal11Deoptimizer3New", "_ZN2v88internal11Deoptimizer19ComputeOutputFrames",
    "_ZN2v88internal15TranslatedState4Init",
)  # fmt: skip
INTERRUPTS = 20
EXCEPTIONS = 24  # three of each kind
MOV_RSP, JMP_RDI = bytes.fromhex("498ba5"), bytes.fromhex("ffe7")  # mov rsp, [r13 + disp32]; jmp rdi


def session_of(name, version, process=lambda core: core):
    target = targets.core(name, version)
    return Session(process(ElfCore(str(target.core), str(target.node))))


def complaints(session, thread, frames):
    """What is wrong with a walk, nothing where it is whole."""
    last = frames[-1]
    symbol = session.process.symbolize(last.pc - 1)
    if last.kind != "native" or symbol is None or symbol.mangled.strip("_") not in STARTS:
        yield f"thread {thread.id} ends at {last}"
    for frame in frames:
        if frame.note or frame.is_v8 and frame.frame_type in NOT_FOUND_OUT:
            yield f"thread {thread.id}: {frame}"


def cases():
    for version in nodes.versions("all"):
        for name in PROGRAMS:
            if targets.program(name).runs_on(version):
                yield pytest.param(version, name, id=f"{name}-{version}")


@pytest.mark.parametrize("version, name", cases())
def test_every_thread_is_walked_to_its_start(version, name):
    session = session_of(name, version)
    wrong, in_javascript = [], False
    for thread in session.process.threads():
        steps = walk.Walk(session, thread)
        frames = list(steps)
        if thread.is_kernel:
            assert not frames
            continue
        wrong += list(complaints(session, thread, frames)) + steps.warnings
        if any(frame.kind in ("interpreted", "baseline", "optimized") for frame in frames):
            in_javascript = True
            found = isolate.isolate_of_thread(session, thread)
            assert found is not None and found == steps.isolate
            assert found.js_entry_sp in [f.fp for f in frames if f.frame_type == "EntryFrame"]
    assert not wrong
    assert in_javascript


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_kinds_of_frames(version):
    kinds = {}
    for name in ("tier_interpreted", "tier_baseline", "tier_turbofan", "wasm", "sort"):
        if targets.program(name).runs_on(version):
            session = session_of(name, version)
            for frame in walk.physical_frames(session, session.process.threads()[0]):
                kinds.setdefault(frame.kind, set()).add(frame.tier)
                if frame.code is not None:
                    assert frame.pc in frame.code and code_at(session, frame.pc)[0] == frame.code
                else:
                    with pytest.raises(NotFound):
                        code_at(session, frame.pc)
    assert kinds["interpreted"] == {"interpreted"} and kinds["builtin"] == {"builtin"}
    assert "turbofan" in kinds["optimized"] and "wasm" in kinds
    if targets.program("tier_baseline").runs_on(version) or "baseline" in kinds:
        assert kinds["baseline"] == {"baseline"}


@pytest.mark.parametrize("version", [v for v in nodes.versions("full") if targets.program("tier_baseline").runs_on(v)])
@pytest.mark.parametrize("is_top", [True, False])
def test_a_function_of_sparkplug_that_returns(version, is_top):
    """It jumps to a builtin, which may call the runtime first: V8 says that the function is at its entry."""
    session = session_of("tier_baseline", version)
    thread = session.process.threads()[0]
    called = next(frame for frame in walk.physical_frames(session, thread) if frame.kind == "baseline")
    frames = v8_frames(session)
    start = frames.space.builtins.address_of("BaselineLeaveFrame")
    registers = {**called.registers, "rip": start, "rsp": called.sp, "rbp": called.fp}
    frame, caller = frames.step(registers, frames.space.at(start), is_top)
    assert (frame.kind, frame.frame_type, frame.code) == ("baseline", "BaselineFrame", None)
    assert frame.bytecode_offset == FUNCTION_EXIT and caller["rbp"] > frame.fp


@pytest.mark.parametrize("version", [each for each in nodes.versions("all") if nodes.parse(each) < (16,)])
def test_the_jump_to_a_builtin_that_optimized_code_calls(version):
    """The code of an interpreted function is on the heap, and goes on in the binary at once: it has no frame."""
    session = session_of("sort", version)
    called = next(f for f in walk.physical_frames(session, session.process.threads()[0]) if f.kind == "interpreted")
    function = session.process.u64(called.fp + session.layout.offset("StandardFrame", "function"))
    word = session.process.u64(function - HEAP_TAG + session.layout.offset("JSFunction", "code"))
    code = compiled_code(session, word)
    assert code_at(session, code.start)[0] == code and code.tier == "builtin"
    for instruction in (code.start, code.start + 10):  # mov r10, the builtin; jmp r10
        registers = {**called.registers, "rip": instruction, "rsp": called.sp - 8, "rbp": called.fp}
        frames = v8_frames(session)
        frame, caller = frames.step(registers, frames.space.at(instruction), True)
        assert (frame.kind, frame.frame_type, frame.code) == ("internal", FRAMELESS, code)
        assert (caller["rip"], caller["rsp"], caller["rbp"]) == (called.pc, called.sp, called.fp)


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_roots_of_the_isolate(version):
    session = session_of("sort", version)
    found = isolate.isolates(session)
    assert len(found) == 1
    roots = dict(found[0].roots())
    assert len(roots) > 500
    words = {found[0].root(name).address for name in ("undefined_value", "null_value", "true_value", "false_value")}
    assert len(words) == 4 and words <= set(roots.values())
    assert found[0].context.type_name.endswith("CONTEXT_TYPE")
    assert found[0].root("empty_string").type_name.endswith("STRING_TYPE")


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_workers_have_isolates_of_their_own(version):
    session = session_of("workers", version)
    found = isolate.isolates(session)
    assert len(found) == len(set(found)) >= 3


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_threads_of_the_kernel_have_no_frames(version):
    """io_uring's, which Node 20 has: the kernel dumps them with the registers of their maker, but rip and rsp."""
    session = session_of("workers", version)
    maker = session.process.threads()[0]
    thread = Thread(99, 99, "node", {**maker.registers, "rip": 0, "rsp": 0})
    walked = walk.Walk(session, thread)
    assert not list(walked) and not walked.warnings and isolate.isolate_of_thread(session, thread) is None


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_deep_recursion_takes_no_time(version):
    session = session_of("recursion", version)
    list(walk.physical_frames(session, session.process.threads()[0]))
    session = session_of("recursion", version)
    begin = time.process_time()
    frames = list(walk.physical_frames(session, session.process.threads()[0]))
    assert len(frames) > 3000
    assert time.process_time() - begin < 1.5  # of this process; 0.05 s on an idle machine


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_one_step_for_gdb(version):
    session = session_of("proxy", version)
    frames = list(walk.physical_frames(session, session.process.threads()[0]))
    for frame, caller in zip(frames, frames[1:]):
        found = walk.step_v8(session, frame.registers, frame.is_top)
        if frame.is_v8:
            assert (found["rip"], found["rsp"], found["rbp"]) == (caller.pc, caller.sp, caller.fp)
        else:
            assert found is None


# -- when something is wrong


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_a_spoiled_frame_is_passed_over(version):
    session = session_of("proxy", version, Poked)
    thread = session.process.threads()[0]
    whole = list(walk.physical_frames(session, thread))
    spoiled = [frame for frame in whole if frame.kind == "interpreted"][1]
    session.process.poke(spoiled.fp, 0x4141414141414141)
    steps = walk.Walk(session, thread)
    frames = list(steps)
    at = whole.index(spoiled)
    assert [f.pc for f in frames[: at + 1]] == [f.pc for f in whole[: at + 1]]
    entry = next(i for i, frame in enumerate(whole) if i > at and frame.frame_type == "EntryFrame")
    assert [f.pc for f in frames[-len(whole[entry:]) :]] == [f.pc for f in whole[entry:]]
    assert "missing" in next(f.note for f in frames if f.frame_type == "EntryFrame" and f.note)


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_without_unwind_tables_v8_says_where_it_goes_on(version, monkeypatch):
    session = session_of("proxy", version)
    thread = session.process.threads()[0]
    whole = list(walk.physical_frames(session, thread))

    def lost(registers, returned):
        raise NotFound("no table")

    monkeypatch.setattr(walk.unwinder(session), "step", lost)
    monkeypatch.setattr(session.process, "symbolize", lambda address: None)
    frames = list(walk.physical_frames(session, thread))
    javascript = [f.fp for f in whole if f.is_v8]
    assert [f.fp for f in frames if f.is_v8][: len(javascript)] == javascript
    assert "exit to C++" in next(f.note for f in frames if f.is_v8)


def test_a_stack_that_is_gone_is_cut_with_a_reason():
    version = nodes.versions("full")[-1]
    session = session_of("sort", version)
    thread = session.process.threads()[0]
    thread.registers.update(rip=0x10, rsp=0x7FFFFFFFE000, rbp=0)
    steps = walk.Walk(session, thread)
    frames = list(steps)
    assert frames[-1].kind == "cut" and "0x10" in frames[-1].note
    assert steps.warnings == [frames[-1].note]


# -- live, at any instant


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_random_stops(version):
    random.seed(version)
    wrong, chains = [], set()
    with targets.live("busy", version) as live:
        process = TracedProcess(live.pid)
        for _ in range(STOPS):
            time.sleep(random.random() * 0.01)
            with process:
                session = Session(process)
                thread = process.threads()[0]
                frames = list(walk.physical_frames(session, thread))
                wrong += list(complaints(session, thread, frames))
                # below main() nothing moves
                chains.add(tuple(f.fp for f in frames if f.kind in ("interpreted", "baseline", "optimized"))[-5:])
    assert not wrong
    assert len(chains) == 1


def moved_as_the_instruction_says(before, after, pc_after):
    """Do the return addresses of two walks, one instruction apart, differ by one call or one return at most?"""
    old, new = [f.pc for f in before[1:]], [f.pc for f in after[1:]]
    handler = any(f.builtin.endswith("Handler") for f in (before[0], after[0]))
    prologue = after[0].builtin == before[0].builtin == "BaselineOutOfLinePrologue"
    # an exception: it is on its way to the handler, the walk is there already
    thrown = before[0].builtin.startswith("CEntry") and after[0].pc != pc_after
    if new == old:
        return True
    if new[1:] == old:  # called; a handler and Sparkplug's prologue get a frame of their own by building it
        return 2 <= new[0] - before[0].pc < 16 or handler or prologue
    if new == old[1:]:  # returned
        return pc_after == old[0] or handler or prologue or thrown
    return before[0].builtin.startswith(("CEntry", "DeoptimizationEntry"))  # an exception, a deoptimization


def expected(session, thread, before, after):
    moved = not before or moved_as_the_instruction_says(before, after, thread.registers["rip"])
    return moved and not list(complaints(session, thread, after))


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_single_steps(version):
    """Every instruction of whatever the program does: frames that are built, half built and torn down."""
    random.seed(version)
    wrong = []
    with targets.live("busy", version) as live:
        process = TracedProcess(live.pid)
        for _ in range(5):
            time.sleep(random.random() * 0.02)
            with process:
                session, before = Session(process), None
                for _ in range(STEPS // 5):
                    thread = process.threads()[0]
                    after = list(walk.physical_frames(session, thread))
                    if not expected(session, thread, before, after):
                        process.forget()  # code may have been compiled since
                        after = list(walk.physical_frames(session, thread))
                        if not expected(session, thread, before, after):
                            wrong.append((before and before[:3], after[:3], list(complaints(session, thread, after))))
                    before = after
                    process.step()
    assert not wrong


def without_tiers(version):
    """Flags of Node.js with which bytecode is interpreted for ever; 14 and 15 do not know the first."""
    sparkplug = ("--no-sparkplug",) if nodes.parse(version) >= (16,) else ()
    return (*sparkplug, *unoptimized(version))


def unoptimized(version):
    return ("--no-opt", "--no-maglev") if nodes.parse(version) >= (20,) else ("--no-opt",)


def ways_to_handlers(process):
    """Of each CEntry, where it sets rsp to an exception's handler's, and where it jumps there: {address: address}.

    Looked for by its bytes: V8 may run a copy of its builtins, or both."""
    centry = process.read(min(process.symbols("Builtins_CEntry_Return1").values()), 256)
    way = centry[centry.index(MOV_RSP) : centry.index(JMP_RDI)]
    found = {}
    for row in Path(f"/proc/{process.pid}/maps").read_text().splitlines():
        (start, end), flags = (int(number, 16) for number in row.split()[0].split("-")), row.split()[1]
        if "x" in flags and "r" in flags:
            code = process.debugger_read(start, end - start)
            for match in re.finditer(re.escape(way), code):
                found[start + match.start()] = start + match.end()
    return found


@pytest.mark.parametrize("optimizes", [False, True])
@pytest.mark.parametrize("version", nodes.versions("all"))
def test_an_exception_on_its_way_to_its_handler(version, optimizes):
    """CEntry takes rsp, then rbp, then rip from the isolate: from the first on, the stack is that of the handler."""
    handlers, wrong = [], []
    with targets.live("throwing", version, flags=() if optimizes else unoptimized(version)) as live:
        process = TracedProcess(live.pid)
        with process:
            session = Session(process)
            ways = ways_to_handlers(process)
            for _ in range(EXCEPTIONS):
                jump, pc, way = ways[process.run_to(ways)], 0, []
                while pc != jump or not way:
                    pc = process.registers()["rip"]
                    process.step()
                    thread = process.threads()[0]
                    walked = list(walk.physical_frames(session, thread))
                    wrong += list(complaints(session, thread, walked))
                    way.append([(f.kind, f.frame_type, f.pc, f.fp) for f in walked])
                wrong += [(handlers, chain[:3], way[-1][:3]) for chain in way if chain != way[-1]]
                first = Reader(session).frames(walked[0])[0]
                handlers.append(first.function or first.builtin)
                if handlers[-1] == "JSEntry":  # it goes on without a frame pointer, to its very end
                    while code_space(session).at(process.registers()["rip"]).is_v8:
                        thread = process.threads()[0]
                        wrong += list(complaints(session, thread, list(walk.physical_frames(session, thread))))
                        process.step()
    assert not wrong
    if optimizes:  # what is inlined where a handler begins, V8 itself does not keep
        return
    assert {name for name in handlers if not name.startswith("handles")} <= {"JSEntry", "Promise"}
    assert len(set(handlers)) >= 6


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_interrupts_before_the_first_bytecode(version):
    """V8 handles them in the frame of the function that is entered, which stands at its start then."""
    wrong, entries = [], 0
    with targets.live("interrupted", version) as live:
        process = TracedProcess(live.pid)
        with process:
            guards = process.symbols("_ZN2v88internal18Runtime_StackGuard").values()
            for _ in range(INTERRUPTS):
                process.run_to(guards)
                session = Session(process)
                thread = process.threads()[0]
                physical = next(each for each in walk.physical_frames(session, thread) if each.kind == "interpreted")
                frame = next(each for each in stack(session, thread).frames if each.kind == "js")
                start = frame.callee.shared.start_position
                entered = physical.bytecode_offset == FUNCTION_ENTRY
                entries += entered
                if frame.position is None or frame.position < start or entered and frame.position != start:
                    wrong.append((physical, frame, start))
    assert not wrong
    assert entries or nodes.parse(version) < (14, 5)  # older ones have a bytecode that asks


def functions_of(session):
    """What jsstack tells of each function of JavaScript: where it is, its arguments."""
    written = []
    assert commands.run(["jsstack", "--json"], lambda: session, Out(written.append)) == commands.OK, written
    frames = json.loads("".join(written))["threads"][0]["frames"]
    return [{key: value for key, value in frame.items() if key not in ("index", "pc", "fp")}
            for frame in frames if frame["kind"] == "js"]  # fmt: skip


@pytest.mark.parametrize("version", [v for v in nodes.versions("all") if nodes.parse(v) >= (16,)])
def test_a_frame_that_is_taken_apart(version):
    """The deoptimizer copies the frame of optimized code; from then on the stack has other things in its place."""
    sizes, wrong = set(), []
    with targets.live("deoptimizing", version) as live:
        process = TracedProcess(live.pid)
        places = [process.symbols(name).values() for name in DEOPTIMIZER]
        with process:
            session = Session(process)
            for _ in range(DEOPTIMIZATIONS):
                process.run_to(places[0])
                before = functions_of(session)
                for each in places[1:]:
                    process.run_to(each)
                    after = functions_of(session)
                    wrong += [] if before == after else [(before[:2], after[:2])]
                sizes.add((before[0]["function"], len(before[0]["arguments"])))
    assert not wrong
    assert len(sizes) >= 5


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_the_bytecode_that_executes(version):
    """While a bytecode handler runs, the frame says a bytecode of that handler; a jump may have moved on."""
    random.seed(version)
    checked, wrong = 0, []
    with targets.live("busy", version, flags=without_tiers(version)) as live:
        process = TracedProcess(live.pid)
        for _ in range(60):
            time.sleep(random.random() * 0.005)
            with process:
                session = Session(process)
                for _ in range(25):
                    frame = next(walk.physical_frames(session, process.threads()[0]))
                    handler = code_space(session).at(frame.pc).builtin
                    if frame.kind == "interpreted" and handler is not None and handler.is_bytecode_handler:
                        checked += 1
                        if not is_at(session, frame, handler) and not handler.name.startswith(("Jump", "Switch")):
                            wrong.append((handler.name, frame.bytecode_offset))
                    process.step()
    assert checked > 50
    assert not wrong


def is_at(session, frame, handler):
    frames = walk.v8_frames(session)
    array = session.process.u64(frame.fp + session.layout.offset("InterpretedFrame", "bytecode_array"))
    place = array + session.layout.offset("BytecodeArray", "data") - 1 + frame.bytecode_offset
    return frames._handles(frames._dispatch_table(frame.registers), place, handler)
