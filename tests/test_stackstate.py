"""Half built frames: what the instructions of generated code say about the stack."""

import pytest

import nodes
import targets
from v8dbg.builtins import Builtins, by_symbols, end_of
from v8dbg.elf_core import ElfCore
from v8dbg.instructions import decode, is_call
from v8dbg.stackstate import StackStates, State

START = 0x1000


def states(text, **more):
    return StackStates(bytes.fromhex(text), START, **more)


@pytest.mark.parametrize("text, size", [
    ("55", 1), ("4157", 2), ("6a2c", 2), ("4889e5", 3), ("c9", 1), ("c3", 1), ("c21800", 3), ("488be5", 3),
    ("498b4538", 4),
    ("4883ec20", 4), ("4881ec80000000", 7), ("48b81234567890abcdef", 10), ("41ff95b8d0ffff", 7), ("e849000000", 5),
    ("0f8449010000", 6), ("66410fd6442408", 7), ("c5fb10442408", 6), ("c4e2f1f7c2", 5), ("f20f1000", 4),
    ("0f1f8000000000", 7),
    ("660f1f840000000000", 9), ("f7c100000080", 6), ("41f6401f01", 5), ("f7d8", 2), ("668b4833", 4),
    ("6641c7442433000f", 8),
    ("660f3a0bc00a", 6), ("660f38001d10000000", 9), ("48a11122334455667788", 10), ("c8100000", 4), ("f3480fb8c1", 5),
])
def test_lengths(text, size):
    found = decode(bytes.fromhex(text) + bytes(16), 0)
    assert found.size == size == len(text) // 2


def test_what_is_cut_off_is_no_instruction():
    assert decode(bytes.fromhex("4881ec80"), 0) is None
    assert decode(b"", 0) is None


@pytest.mark.parametrize("version", nodes.versions("full"))
def test_every_builtin_is_read_to_its_end(version):
    """Instructions of each builtin, decoded one after another, meet the next builtin exactly; tables in code do not."""
    target = targets.core("sort", version)
    core = ElfCore(str(target.core), str(target.node))
    starts = sorted(by_symbols(core))
    met = 0
    for start, end in list(zip(starts, starts[1:]))[::7]:
        code = core.read(start, end - start)
        at = 0
        while at < len(code):
            found = decode(code + bytes(16), at)
            if found is None:
                break
            at += found.size
        met += at == len(code)
    assert met > 0.97 * len(starts[:-1:7])
    builtins = Builtins(core, by_symbols(core), end_of(core, starts))
    assert builtins.at(builtins.address_of("JSEntry")).name == "JSEntry" and builtins.at(builtins.end) is None


def test_a_frame_is_built_and_left():
    code = states("55 4889e5 6a2c 56 4883ec10 c9 c3".replace(" ", ""))
    assert code.at(START) == State(False, 0)
    assert code.at(START + 1) == State(False, 8)
    assert code.at(START + 4) == State(True, 8, 8)
    assert [code.at(START + at).depth for at in (6, 7, 11)] == [16, 24, 40]
    assert code.at(START + 12) == State(False, 0, left=True)


def test_both_ways_of_a_jump():
    # test; je far; push rbp; mov; leave; ret; far: push rax; ret
    code = states("84c9 7406 55 4889e5 c9 c3 50 c3".replace(" ", ""))
    assert code.at(START + 8) == State(True, 8, 8)
    assert code.at(START + 10) == State(False, 0) and code.at(START + 11).depth == 8


def test_a_call_that_never_returns_does_not_count():
    # ja done; push rbp; mov; call; done: ret
    code = states("7709 55 4889e5 e800010000 c3".replace(" ", ""))
    assert code.at(START + 11) == State(False, 0)


def test_the_return_address_in_a_register():
    # pop rcx; lea rsp, [rsp + rax * 8]; push rcx; ret
    code = states("59 488d24c4 51 c3".replace(" ", ""))
    assert code.at(START + 1).in_register == 1
    assert code.at(START + 6).in_register == -1 and code.at(START + 6).depth == 0


def test_a_prologue_that_is_called():
    """Sparkplug's pops its return address and goes on in the frame of the function that called it."""
    code = states("415f 55 4889e5 56 4157 c3".replace(" ", ""))
    assert code.at(START + 3).passed and code.at(START + 3).depth == 8
    assert code.at(START + 6).own
    called = states("e800010000 488b45f0 c9 c3".replace(" ", ""), first_call_enters=True)
    assert not called.at(START).own and called.at(START + 5).own and not called.at(START + 10).own


def test_a_frame_inside_of_a_frame():
    # push rbp; mov; push rsi; push rbp; mov; push marker; leave; pop rsi; pop rbp; ret
    code = states("55 4889e5 56 55 4889e5 6a2c c9 5e 5d c3".replace(" ", ""))
    assert code.at(START + 11).own and code.at(START + 11).outer is not None
    assert code.at(START + 12).own and code.at(START + 12).outer is None
    assert not code.at(START + 14).own


def test_a_call_of_c_aligns_the_stack():
    # push rbp; mov; mov r10, rsp; sub rsp, 8; and rsp, -16; mov [rsp], r10; call; mov rsp, [rsp]; pop; ret
    code = states("55 4889e5 4989e2 4883ec08 4883e4f0 4c891424 ffd0 488b2424 5d c3".replace(" ", ""))
    assert code.at(START + 15).depth is None and code.at(START + 15).own
    assert code.at(START + 25).depth == 8 and code.at(START + 26) == State(False, 0, left=True)


def test_what_a_table_of_jumps_leads_to():
    # push rbp; mov; jmp [r10 + rcx * 8]; done: mov rsp, rbp; pop; ret; mov eax, ecx; jmp done; mov eax, edx; pop; ret
    code = states("55 4889e5 41ff24ca 488be5 5d c3 8bc1 ebf7 8bc2 5d c3".replace(" ", ""))
    assert code.at(START + 13) == code.at(START + 17) == State(True, 8, 8)  # depth: as where it jumps to
    assert code.at(START + 12) == State(False, 0, left=True)
    leaving = states("55 4889e5 41ff24ca 488be5 5d c3 8bc1 488be5 5d c3".replace(" ", ""))
    assert leaving.at(START + 19) == State(False, 0, left=True)


def test_arguments_are_moved_down_the_stack():
    # mov r8, rsp; sub rsp, r10; mov r10, [r8]; mov [rsp], r10; lea r8, [rsp + 8]; jmp rax
    code = states("4989e0 4929d4 492be2 4d8b10 4c891424 4c8d442408 ffe0".replace(" ", ""))
    assert [code.at(START + at).copy for at in (0, 3, 9, 12, 16, 21)] == [-1, 8, 8, 8, 8, -1]


def test_the_return_address_is_moved_below_the_arguments_of_a_tail_call():
    # mov r10, [rsp + 0x10]; mov [rsp + 8], r10; mov [rsp + 0x10], rcx; add rsp, 8; jmp rax
    code = states("48ba0000000000000000 5152 4c8b542410 4c89542408 48894c2410 4883c408 ffe0".replace(" ", ""))
    assert [code.at(START + at).depth for at in (10, 11, 12, 17, 22, 27, 31)] == [0, 8, 16, 16, 8, 8, 0]


def test_a_frame_is_left_with_arguments_that_were_called_with_still_on_the_stack():
    # push rbp; mov rbp, rsp; push rax (taken off by what is called); call; mov rbp, [rbp]; add rsp, 8; jmp
    tail = states("55 4889e5 50 e800100000 488b6d00 4883c408 e900100000".replace(" ", ""))
    assert [tail.at(START + at).depth for at in (14, 18)] == [8, 0]
    # the same to add rsp, 8; push rbx; push [rsp + 8]; mov [rsp + 0x10], rax; jmp: the address is moved two words down
    moved = states("55 4889e5 50 e800100000 488b6d00 4883c408 53 ff742408 4889442410 e900100000".replace(" ", ""))
    assert [moved.at(START + at).depth for at in (14, 18, 19, 23, 28)] == [8, 0, 8, 0, 0]
    # and mov r10, [rsp + 0x10]; mov [rsp + 8], r10; mov [rsp + 0x10], rax; add rsp, 8; jmp
    copied = states("554889e550e800100000488b6d004c8b542410 4c89542408 4889442410 4883c408 e900100000".replace(" ", ""))
    assert [copied.at(START + at).depth for at in (14, 19, 24, 29, 33)] == [16, 16, 8, 8, 0]


def test_a_register_that_is_written_again_is_no_copy_of_the_return_address():
    # push rcx; mov r10, [rsp + 8]; mov r10, [rdx]; mov [rsp], r10
    code = states("51 4c8b542408 4c8b12 4c891424 c3".replace(" ", ""))
    assert [code.at(START + at).loaded for at in (1, 6, 9)] == [-1, 10, -1] and code.at(START + 13).depth == 8


def test_frames_above_a_handler_are_dropped():
    # push rbp; mov rbp, rsp; mov rsp, [r13 + 0x110]; mov rbp, [r13 + 0x108]; mov rdi, [r13 + 0xf8]; jmp rdi
    code = states("55 4889e5 498ba510010000 498bad08010000 498bbdf8000000 ffe7".replace(" ", ""))
    assert [code.at(START + at).dropped for at in (1, 4, 11, 18, 25)] == [None, None, 0x110, 0x110, 0x110]


@pytest.mark.parametrize("text, expected", [
    ("9090e800000000"[-14:], True), ("90909090 90ffd0".replace(" ", ""), True), ("41ff95b8d0ffff", True),
    ("90909041ff5424", False), ("909090ff542408", True), ("90909090909090", False), ("9090909090ffe0", False),
])
def test_calls_seen_from_behind(text, expected):
    assert is_call(bytes.fromhex(text)) == expected
