"""V8 10.2: Node.js 18."""

AFTER = "v8_10_1"

CONSTANTS = {
    # src/objects/call-site-info.cc: a static method is that of its class
    "CallSiteInfo": {"names_classes": 1},
}

OFFSETS = {
    # src/objects/code.tq
    "BytecodeArray": {
        "osr_urgency_and_install_target": 52, "bytecode_age": 54, "data": 56, "osr_nesting_level": None,
    },
}
