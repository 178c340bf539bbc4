"""V8 10.1: Node.js 18.0."""

AFTER = "v8_9_4"

OFFSETS = {
    # src/objects/code.h
    "Code": {"instructions": 128},
    # src/objects/code.tq
    "BytecodeArray": {"header_size": None},
}
