"""V8 14.1: Node.js 25."""

AFTER = "v8_13_6"

OFFSETS = {
    # src/objects/contexts.tq
    "ContextCell": {"tagged_value": 8, "dependent_code": 16, "state": 24, "double_value": 32},
}

CONSTANTS = {
    # src/objects/contexts.tq
    "ContextCell": {"const": 0, "smi": 1, "int32": 2, "float64": 3, "detached": 4},
}
