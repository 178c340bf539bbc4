"""Compiled code, V8 9.5 (Node.js 17)."""

AFTER = "jit_9_2"

OFFSETS = {
    # src/objects/shared-function-info.tq
    "BaselineData": {"baseline_code": None, "data": None},
    # src/objects/code.h
    "CompiledCode": {"instructions": 128},
}
