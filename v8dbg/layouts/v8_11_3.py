"""V8 11.3: Node.js 20."""

AFTER = "v8_10_8"

OFFSETS = {
    # src/objects/feedback-vector.tq
    "FeedbackVector": {"parent_feedback_cell": 40, "maybe_optimized_code": 48, "feedback_slots": 56},
    # src/objects/code.h
    "Code": {
        "instruction_stream": 32, "instruction_start": 40, "kind_specific_flags": 54, "instruction_size": 56,
        "metadata_size": 60, "inlined_bytecode_size": 64, "osr_offset": 68, "handler_table_offset": 72,
        "unwinding_info_offset": 76, "code_comments_offset": 80, "header_size": 88, "code_data_container": None,
        "instructions": None,
    },
    "CodeDataContainer": {"next_code_link": None, "kind_specific_flags": None, "header_size": None},
    "InstructionStream": {"code": 8, "instructions": 16},
    # src/objects/script.tq
    "Script": {
        "compiled_lazy_function_positions": 96, "flags": 104, "source_url": 112, "source_mapping_url": 120,
        "host_defined_options": 128, "script_or_modules": None,
    },
}

BY_SIZE = {
    # src/objects/script.tq: Node.js 20 and 21 have dropped script_or_modules on the way
    "SCRIPT_TYPE": {152: {"Script": {"script_or_modules": 136, "source_hash": 144, "header_size": 152}}},
}
