"""V8 14.1: Node.js 25."""

AFTER = "v8_13_6"

OFFSETS = {
    # src/objects/code.h
    "Code": {"jump_table_info_offset": 84, "parameter_count": 88, "builtin_id": 90, "header_size": 96},
    # src/objects/contexts.tq
    "ContextCell": {"tagged_value": 8, "dependent_code": 16, "state": 24, "double_value": 32},
    # src/objects/script.tq
    "Script": {"debug_id": 128, "host_defined_options": 136, "source_hash": 144, "header_size": 152},
}

CONSTANTS = {
    # src/objects/contexts.tq
    "ContextCell": {"const": 0, "smi": 1, "int32": 2, "float64": 3, "detached": 4},
}
