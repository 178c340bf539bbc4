"""What optimized and baseline code is read by: tables against the binaries' own, decoders against hand-made bytes."""

import random
import struct
import zlib

import pytest

import nodes
from test_layout_binaries import Binary, layouts_of
from v8dbg.baseline import BytecodeSizes
from v8dbg.deopt import _unboxed
from v8dbg.errors import Corrupt, Error
from v8dbg.layout import Layout
from v8dbg.slots import OPTIMIZED_OUT, Slot
from v8dbg.translations import Instruction, Opcodes, read_translation

VERSIONS = nodes.versions("all")
BYTECODES = "_ZN2v88internal11interpreter9Bytecodes"
COUNTS = "_ZZN2v88internal29TranslationOpcodeOperandCountENS0_17TranslationOpcodeEE6counts"
# the same facts by the names that the tables of heap objects have for them
FIELDS = {
    "instruction_size": ("instruction_size",),
    "flags": ("flags",),
    "metadata_size": ("metadata_size",),
    "handler_table_offset": ("handler_table_offset",),
    "safepoint_table_offset": ("safepoint_table_offset",),
    "instruction_stream": ("instruction_stream",),
    "builtin_id": ("builtin_id", "builtin_index"),
    "deoptimization_data": ("deoptimization_data_or_interpreter_data", "deoptimization_data"),
    "position_table": ("position_table", "source_position_table"),
}


def table(binary, symbol, count, width):
    address = binary.symbols(symbol)[symbol]
    data = binary.read(address, count * width)
    return [int.from_bytes(data[i : i + width], "little") for i in range(0, len(data), width)]


@pytest.mark.parametrize("version", VERSIONS)
def test_bytecodes_are_those_of_the_binary(version):
    layout, binary = layouts_of(version)[0], Binary(nodes.node(version))
    names = [line.split()[0] for line in layout.names("bytecodes")]
    handlers = binary.symbols("Builtins_")
    order = sorted((address, name[len("Builtins_") : -len("Handler")]) for name, address in handlers.items()
                   if name.endswith("Handler"))
    first = [name for _, name in order].index("Wide")
    single = [name for _, name in order[first:]]
    single = single[: single.index("Illegal") + 1]
    if "ShortStar" in single:  # one handler of 16 bytecodes
        at = single.index("ShortStar")
        single[at : at + 1] = [f"Star{n}" for n in range(15, -1, -1)]
    assert names == single


@pytest.mark.parametrize("version", VERSIONS)
def test_sizes_of_bytecodes_are_those_of_the_binary(version):
    layout, binary = layouts_of(version)[0], Binary(nodes.node(version))
    symbol = BYTECODES + "14kBytecodeSizesE"
    count = len(layout.names("bytecodes"))
    told = [table(binary, symbol, 3 * count, width) for width in (1, 4)]
    sizes = BytecodeSizes(layout)
    assert sum((sizes._sizes[scale] for scale in (1, 2, 4)), []) in told


@pytest.mark.parametrize("version", VERSIONS)
def test_operands_of_translations_are_those_of_the_binary(version):
    layout, binary = layouts_of(version)[0], Binary(nodes.node(version))
    ours = [len(opcode.operands) for opcode in Opcodes(layout).all]
    if binary.symbols(COUNTS):
        assert table(binary, COUNTS, len(ours), 4) == ours
    else:
        assert operands_by_function(binary, len(ours)) == ours


def operands_by_function(binary, count):
    """Before V8 9.0 a function tells: a look into a table of numbers, or a jump to one of a few `mov eax, n; ret`."""
    name = "_ZN2v88internal11Translation19NumberOfOperandsForENS1_6OpcodeE"
    code = binary.read(binary.symbols(name)[name], 32)
    for pattern, width in ((b"\x8b\x04\xbd", 4), (b"\xff\x24\xfd", 8)):
        at = code.find(pattern)
        if at >= 0:
            start = int.from_bytes(code[at + 3 : at + 7], "little")
            found = [int.from_bytes(binary.read(start + n * width, width), "little") for n in range(count)]
            return found if width == 4 else [binary.u8(target + 1) for target in found]
    raise AssertionError(f"{code.hex()} is no such function")


@pytest.mark.parametrize("version", VERSIONS)
def test_fields_of_code_agree_with_the_tables_of_heap_objects(version):
    layout = layouts_of(version)[0]
    compared = 0
    for field, others in FIELDS.items():
        for other in others:
            if layout.has("CompiledCode", field) and layout.has("Code", other):
                assert layout.offset("CompiledCode", field) == layout.offset("Code", other), field
                compared += 1
    assert compared >= 5


# -- translations, byte by byte ---------------------------------------------------------------


def number(value, signed=True, high=True):
    bits = (abs(value) << 1 | (value < 0)) if signed else value
    out = b""
    while True:
        low, bits = bits & 0x7F, bits >> 7
        out += bytes([low | (0x80 if bits else 0)]) if high else bytes([low << 1 | (1 if bits else 0)])
        if not bits:
            return out


def encode(opcodes, instructions):
    names = {opcode.name: (n, opcode) for n, opcode in enumerate(opcodes.all)}
    out = b""
    for name, *operands in instructions:
        n, opcode = names[name]
        out += bytes([n]) if opcodes.opcode_is_byte else number(n, high=opcodes.high_bit)
        for value, plain in zip(operands, opcode.unsigned):
            out += number(value, not plain, opcodes.high_bit)
    return out


def lines(found):
    return [(i.name, *i.operands.values()) for i in found]


@pytest.mark.parametrize("v8", [(7, 4), (8, 4), (9, 4), (10, 8)])
def test_a_translation_reads_as_it_was_written(v8):
    opcodes = Opcodes(Layout(v8))
    one = [("BEGIN", 1, 1, 0), ("INTERPRETED_FRAME", 300, 0, 1, 0, 0), ("STACK_SLOT", -3), ("LITERAL", 70000),
           ("CAPTURED_OBJECT", 2), ("DUPLICATED_OBJECT", 0), ("REGISTER", 3)]  # fmt: skip
    two = [("BEGIN", 1, 1, 0), ("INTERPRETED_FRAME", -1, 5, 0, 0, 0), ("INT32_STACK_SLOT", 9)]
    data = encode(opcodes, one)
    both = data + encode(opcodes, two)
    assert lines(read_translation(opcodes, both, 0)) == one
    assert lines(read_translation(opcodes, both, len(data))) == two


@pytest.mark.parametrize("v8", [(11, 3), (12, 4), (13, 6), (14, 6)])
def test_a_translation_repeats_the_one_that_it_names(v8):
    layout = Layout(v8)
    opcodes = Opcodes(layout)
    slot = "STACK_SLOT" if v8 == (11, 3) else "TAGGED_STACK_SLOT"
    frame = ("INTERPRETED_FRAME_WITHOUT_RETURN", 12, 0, *([0] if v8 >= (13, 6) else []), 2)
    one = [("BEGIN_WITHOUT_FEEDBACK", 0, 1, 1), frame, (slot, 3), ("LITERAL", 1), ("OPTIMIZED_OUT",), ("LITERAL", 2)]
    data = encode(opcodes, one)
    begin = ("BEGIN_WITH_FEEDBACK", len(data), 1, 1)
    short = bytes([len(opcodes.all) + 2])  # two instructions of the other one
    long = encode(opcodes, [("MATCH_PREVIOUS_TRANSLATION", 1)])
    nine, three = encode(opcodes, [("LITERAL", 9)]), encode(opcodes, [("LITERAL", 3)])
    other = encode(opcodes, [begin]) + short + nine + long + three
    both = data + other + encode(opcodes, one)
    assert lines(read_translation(opcodes, both, len(data))) == [
        begin, frame, (slot, 3), ("LITERAL", 9), ("OPTIMIZED_OUT",), ("LITERAL", 3)
    ]  # fmt: skip


def test_a_compressed_array_is_told_from_a_plain_one():
    opcodes = Opcodes(Layout((12, 4)))
    names = [opcode.name for opcode in opcodes.all]
    words = [names.index("BEGIN_WITHOUT_FEEDBACK"), 0, 1, 1, names.index("LITERAL"), 5, names.index("LITERAL"), -7]
    packed = zlib.compressobj(wbits=-15)
    data = packed.compress(struct.pack("<8i", *words)) + packed.flush()
    found = read_translation(opcodes, struct.pack("<i", len(words)) + data, 0)
    assert lines(found) == [("BEGIN_WITHOUT_FEEDBACK", 0, 1, 1), ("LITERAL", 5), ("LITERAL", -7)]


@pytest.mark.parametrize("v8", [(7, 4), (9, 4), (12, 4), (14, 6)])
def test_damaged_translations_raise_nothing_but_errors(v8):
    opcodes = Opcodes(Layout(v8))
    chance = random.Random(7)
    for _ in range(3000):
        data = bytes(chance.randrange(256) if chance.random() < 0.5 else chance.randrange(48) for _ in range(40))
        try:
            assert isinstance(read_translation(opcodes, data, chance.randrange(-3, 45))[0], Instruction)
        except Error as error:
            assert isinstance(error, Corrupt)


def test_what_a_word_is_depends_on_its_opcode():
    double = struct.unpack("<Q", struct.pack("<d", -2.5))[0]
    assert _unboxed("INT32", 0xFFFFFFFF) == Slot("number", number=-1)
    assert _unboxed("UINT32", 0x1_FFFFFFFF) == Slot("number", number=0xFFFFFFFF)
    assert _unboxed("INT64", (1 << 64) - 2) == Slot("number", number=-2)
    assert _unboxed("SIGNED_BIGINT64", (1 << 64) - 2) == Slot("bigint", number=-2)
    assert _unboxed("UNSIGNED_BIGINT64", (1 << 64) - 2) == Slot("bigint", number=(1 << 64) - 2)
    assert _unboxed("DOUBLE", double) == Slot("number", number=-2.5)
    assert _unboxed("HOLEY_DOUBLE", 0xFFF7FFFFFFF7FFFF) == Slot("undefined")
    assert _unboxed("BOOL", 1) == Slot("boolean", number=True)
    assert _unboxed("BOOL", 7) == OPTIMIZED_OUT == _unboxed("SIMD128", 0)
