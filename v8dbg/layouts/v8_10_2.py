"""V8 10.2: Node.js 18."""

AFTER = "v8_10_1"

OFFSETS = {
    # src/objects/code.tq
    "BytecodeArray": {"data": 56},
}
