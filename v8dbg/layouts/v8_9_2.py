"""V8 9.2: Node.js 16.6 to 16.8."""

AFTER = "v8_9_1"

OFFSETS = {
    # src/objects/templates.tq
    "FunctionTemplateRareData": {
        "c_function_overloads": 72, "header_size": 80, "c_function": None, "c_signature": None,
    },
}
