"""V8 8.4: Node.js 14.5 to 14.21."""

AFTER = "v8_8_1"

OFFSETS = {
    # src/objects/code.h
    "Code": {"inlined_bytecode_size": 64, "instructions": 96},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {"function_token_offset": 44, "expected_nof_properties": 46, "flags2": 47},
}
