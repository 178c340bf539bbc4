"""V8 10.2: Node.js 18."""

AFTER = "v8_10_1"

OFFSETS = {
    # src/objects/code.tq
    "BytecodeArray": {
        "osr_urgency_and_install_target": 52, "bytecode_age": 54, "data": 56, "osr_nesting_level": None,
    },
}
