"""Optimized frames of real cores: all deoptimization data that they carry, and the values that V8 kept unboxed."""

import pytest

import nodes
import targets
from v8dbg import baseline, deopt, frames, inlining, jit, safepoints, translations, walk
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error, NotFound
from v8dbg.objects import is_smi, smi
from v8dbg.positions import entries
from v8dbg.session import Session
from v8dbg.shared import SharedFunctionInfo

VERSIONS = nodes.versions("all")
PROGRAMS = [p.name for p in targets.programs() if p.name.startswith(("opt_", "args_", "tier_")) and not p.live]


def session_of(name, version):
    target = targets.core(name, version)
    return Session(ElfCore(str(target.core), str(target.node))), target


def cases(names):
    return [pytest.param(name, version, id=f"{name.split('.')[0]}-{version}") for version in VERSIONS for name in names
            if targets.program(name).runs_on(version)]


def optimized(session):
    """(physical frame, its code) of every frame of optimized code in the process."""
    for thread in session.process.threads():
        for physical in walk.Walk(session, thread):
            if physical.code is not None and physical.code.is_optimized:
                yield physical, physical.code


@pytest.mark.parametrize("name, version", cases(PROGRAMS))
def test_all_deoptimization_data_is_understood(name, version):
    session, _ = session_of(name, version)
    for physical, code in {code: (physical, code) for physical, code in optimized(session)}.values():
        data = inlining.DeoptimizationData(code)
        indices = [point.deopt_index for point in safepoints.safepoints(code) if point.deopt_index is not None]
        assert indices == sorted(set(indices)) and all(0 <= index < data.count for index in indices)
        assert all(0 < point.pc <= code.instruction_size for point in safepoints.safepoints(code) if point.pc < 1 << 31)
        assert all(0 <= row.code_offset <= code.instruction_size for row in inlining.code_positions(code))
        for index in range(data.count):
            read = translations.read_translation(
                deopt._opcodes(session.layout), data.translations, data.translation_index(index)
            )
            for frame in deopt._Translated(data, physical.fp, None).frames(read):
                if frame.kind == "unoptimized":
                    shared = session.value(frame.shared)
                    assert isinstance(shared, SharedFunctionInfo)
                    assert len(frame.parameters) == shared.formal_parameter_count


@pytest.mark.parametrize("name, version", cases(["tier_baseline.js", "args_baseline.js", "native_baseline.js"]))
def test_baseline_code_belongs_to_its_bytecode(name, version):
    session, _ = session_of(name, version)
    found = 0
    for physical in walk.Walk(session, session.process.threads()[0]):
        if physical.code is None or physical.code.tier != "baseline":
            continue
        code, found = physical.code, found + 1
        starts, offsets = baseline._table(session, code, physical.fp)
        assert starts == sorted(starts) and offsets == sorted(offsets) and len(starts) == len(offsets)
        offset = baseline.baseline_bytecode_offset(session, code, physical.pc, physical.fp)
        assert offset in offsets and offset >= 0
        # in the prologue no bytecode has begun yet; a table of calls alone does not say so
        if not session.layout.has("bytecode_offset_table", "pairs"):
            at = baseline.baseline_bytecode_offset(session, code, code.instruction_start, physical.fp, live=True)
            assert at == baseline.FUNCTION_ENTRY
    assert found


def plain(session, slot):
    """A slot as Python has it, None where it is nothing that JSON could hold."""
    if slot.kind in ("number", "boolean"):
        return slot.number
    if slot.kind != "tagged":
        return None
    if is_smi(slot.word):
        return smi(slot.word)
    value = session.value(slot.word)
    if value.type_name == "HEAP_NUMBER_TYPE":
        return session.process.f64(value.start + session.layout.offset("HeapNumber", "value"))
    return {"true": True, "false": False}.get(frames_text(session, slot))


def frames_text(session, slot):
    value = session.value(slot.word)
    if value.type_name != "ODDBALL_TYPE":
        return ""
    kind = smi(value.word(session.layout.offset("Oddball", "kind")))
    return {session.layout.constant("Oddball", name): name for name in ("true", "false")}.get(kind, "")


@pytest.mark.parametrize("version", VERSIONS)
def test_locals_are_those_of_the_program_or_gone(version):
    session, target = session_of("opt_locals.js", version)
    (physical, code), *_ = optimized(session)
    inner, outer = deopt.inlined_frames(session, code, physical.pc, physical.fp)
    told, names = target.truth["extra"]["values"], target.truth["extra"]["names"]
    slots = dict(zip(names, inner.registers))
    for name, value in told.items():
        if slots[name].is_known:
            ours = plain(session, slots[name])
            assert ours == value and isinstance(ours, bool) == isinstance(value, bool), name
    assert sum(slots[name].is_known for name in told) >= len(told) - 1
    assert plain(session, inner.parameters[0]) == 41 == plain(session, outer.parameters[0])
    assert plain(session, inner.parameters[1]) is True
    # what was never allocated has its fields, and an object that is used twice is one object
    box, nested = slots["box"], slots["nested"]
    if box.kind == "captured" and nested.kind == "captured":
        assert plain(session, box.object.fields[3]) == told["int"]
        half = box.object.fields[4]
        half = half.object.fields[1] if half.kind == "captured" else half
        assert plain(session, half) == told["half"]
        assert nested.object.fields[3].object is box.object


@pytest.mark.parametrize("version", [v for v in VERSIONS if targets.program("opt_compressed.js").runs_on(v)])
def test_compressed_translations(version):
    session, _ = session_of("opt_compressed.js", version)
    found = list(optimized(session))
    assert found and all(translations._inflate(inlining.DeoptimizationData(code).translations) for _, code in found)
    physical, code = found[0]
    called = deopt.inlined_frames(session, code, physical.pc, physical.fp)
    assert [session.value(frame.shared).name for frame in called] == ["inner", "middle", "outer"]


@pytest.mark.parametrize("version", VERSIONS)
def test_out_of_memory_in_inlined_functions(version):
    """An allocation is no deoptimization point: which functions wait for it comes from the code around it."""
    session, _ = session_of("opt_oom.js", version)
    for thread in session.process.threads():
        stack = frames.stack(session, thread)
        if stack.runs_javascript:
            break
    names = [frame.function for frame in stack.frames if frame.kind == "js"]
    above = names[: names.index("start")]
    chain = ["grow", "pair", "link", "Link"]
    # the collector may also run in the stack check of a loop, in any of the outer functions
    assert above and above[::-1] == chain[: len(above)], names
    assert not any(frame.notes for frame in stack.frames if frame.function in chain)


@pytest.mark.parametrize("version", VERSIONS)
def test_code_knows_something_of_every_instruction(version):
    """Whatever instruction a thread stands at, the functions there are some that were inlined into the code."""
    session, _ = session_of("opt_polymorphic.js", version)
    (physical, code), *_ = optimized(session)
    every = deopt.inlined_frames(session, code, physical.pc, physical.fp)
    own = every[-1].shared
    calls = {code.instruction_start + at for s in safepoints.safepoints(code) for at in (s.pc, s.trampoline) if at}
    known = 0
    for pc in range(code.instruction_start, code.instruction_start + code.instruction_size, 3):
        try:
            found = deopt.inlined_frames(session, code, pc, physical.fp, registers={})
        except NotFound:
            continue
        known += 1
        assert found[-1].shared == own and (pc in calls or not any(frame.exact for frame in found))
    assert known > code.instruction_size / 3 * 0.3


@pytest.mark.parametrize("version", VERSIONS)
def test_damaged_deoptimization_data_is_an_error(version):
    session, _ = session_of("opt_polymorphic.js", version)
    (physical, code), *_ = optimized(session)
    whole = inlining.DeoptimizationData(code)
    point = safepoints.find_safepoint(code, physical.pc)
    literals = len(jit.array_words(session, whole._element(whole._index["literal_array"])))
    for at in range(0, len(whole.translations), 5):
        code.tables["translations"] = whole.translations[:at] + b"\xff\x33" + whole.translations[at + 2 :]
        code.tables["read translations"] = {}
        try:
            assert deopt.inlined_frames(session, code, physical.pc, physical.fp)
        except Error:
            continue
    with pytest.raises(Error):
        whole.literal(literals)
    with pytest.raises(Error):
        whole.translation_index(whole.count + point.deopt_index)
    assert list(entries(b"", session.layout)) == []
