"""V8 11.8: Node.js 21."""

AFTER = "v8_11_3"

OFFSETS = {
    # src/objects/bytecode-array.tq
    "BytecodeArray": {"data": 52, "bytecode_age": None},
    "BytecodeWrapper": {"bytecode": 8, "padding1": 16, "padding2": 20, "header_size": 24},
    # src/objects/code.h
    "Code": {
        "deoptimization_data_or_interpreter_data": 8, "position_table": 16, "instruction_stream": 24,
        "instruction_start": 32, "flags": 40, "instruction_size": 44, "metadata_size": 48,
        "inlined_bytecode_size": 52, "osr_offset": 56, "handler_table_offset": 60, "unwinding_info_offset": 64,
        "code_comments_offset": 68, "builtin_id": 72, "header_size": 80, "relocation_info": None,
        "kind_specific_flags": None,
    },
    # src/objects/debug-objects.tq
    "DebugInfo": {
        "original_bytecode_array": 24, "debug_bytecode_array": 32, "break_points": 40, "flags": 48,
        "coverage_info": 56, "header_size": 64, "script": None,
    },
    # src/objects/feedback-vector.tq
    "ClosureFeedbackCellArray": {"capacity": 8, "objects": 16},
    "FeedbackVector": {"invocation_count_before_stable": 20, "profiler_ticks": None, "placeholder0": None},
    # src/objects/fixed-array.tq
    "ArrayList": {"capacity": 8, "length": 16, "data": 24},
    "ProtectedFixedArray": {"length": 8, "data": 16},
    "TrustedByteArray": {"length": 8, "data": 16},
    "TrustedFixedArray": {"length": 8, "data": 16},
    # src/objects/instruction-stream.h
    "InstructionStream": {"relocation_info": 16, "body_size": 24, "instructions": 32},
    # src/objects/js-function.tq
    "JSFunction": {"code": 24, "shared": 32, "context": 40, "feedback_cell": 48},
    # src/objects/literal-objects.tq
    "ClassBoilerplate": {
        "arguments_count": 8, "static_properties_template": 16, "static_elements_template": 24,
        "static_computed_properties": 32, "instance_properties_template": 40, "instance_elements_template": 48,
        "instance_computed_properties": 56, "header_size": 64,
    },
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {"unique_id": 56, "age": 60, "header_size": 64},
    # src/objects/source-text-module.tq
    "ModuleRequest": {"import_attributes": 16, "import_assertions": None},
}

BITS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "is_special_data_property": (0, 1), "is_sloppy": (1, 1), "replace_on_access": (2, 1),
        "getter_side_effect_type": (3, 2), "setter_side_effect_type": (5, 2), "initial_attributes": (7, 3),
        "all_can_read": None, "all_can_write": None,
    },
    # src/objects/call-site-info.tq
    "CallSiteInfo.flags": {"is_source_position_computed": (7, 1), "is_builtin": (6, 1)},
    # src/objects/script.tq
    "Script.flags": {"deserialized": (9, 1)},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {"cached_tiering_decision": (5, 2)},
    # src/objects/templates.tq
    "FunctionTemplateInfo.flags": {
        "undetectable": (2, 1), "needs_access_check": (3, 1), "read_only_prototype": (4, 1),
        "remove_prototype": (5, 1), "accept_any_receiver": (6, 1), "published": (7, 1),
        "allowed_receiver_instance_type_range_start": (8, 12), "allowed_receiver_instance_type_range_end": (20, 12),
        "is_object_template_call_handler": (0, 1), "has_side_effects": (1, 1),
    },
}
