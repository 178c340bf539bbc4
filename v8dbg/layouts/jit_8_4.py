"""Compiled code, V8 8.4 (Node.js 14.6 and later)."""

AFTER = "jit_8_3"

OFFSETS = {
    # src/objects/code.h
    "CompiledCode": {"instructions": 96},
}
