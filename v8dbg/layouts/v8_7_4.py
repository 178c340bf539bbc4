"""V8 7.4: Node.js 12.0."""

AFTER = None

OFFSETS = {
    # src/builtins/base.tq
    "AliasedArgumentsEntry": {"aliased_context_slot": 8, "header_size": 16},
    "AsyncGeneratorRequest": {"next": 8, "resume_mode": 16, "value": 24, "promise": 32, "header_size": 40},
    "CallableTask": {"callable": 8, "context": 16, "header_size": 24},
    "CallbackTask": {"callback": 8, "data": 16, "header_size": 24},
    "ConsString": {"first": 16, "second": 24, "header_size": 32},
    "DebugInfo": {
        "shared_function_info": 8, "debugger_hints": 16, "script": 24, "original_bytecode_array": 32,
        "debug_bytecode_array": 40, "break_points": 48, "flags": 56, "coverage_info": 64, "header_size": 72,
    },
    "EmbedderDataArray": {"length": 8, "header_size": 16},
    "ExternalString": {"resource": 16, "resource_data": 24, "header_size": 32},
    "FeedbackCell": {"value": 8},
    "FeedbackVector": {
        "shared": 8, "optimized_code_weak_or_smi": 16, "length": 24, "invocation_count": 28, "profiler_ticks": 32,
        "feedback_slots": 40, "header_size": 40,
    },
    "FixedArrayBase": {"length": 8, "header_size": 16},
    "FixedDoubleArray": {"data": 16},
    "FunctionTemplateInfo": {
        "call_code": 48, "class_name": 56, "signature": 64, "rare_data": 72, "shared_function_info": 80, "flag": 88,
        "length": 96, "cached_property_name": 104, "header_size": 112,
    },
    "FunctionTemplateRareData": {
        "prototype_template": 8, "prototype_provider_template": 16, "parent_template": 24,
        "named_property_handler": 32, "indexed_property_handler": 40, "instance_template": 48,
        "instance_call_handler": 56, "access_check_info": 64, "header_size": 72,
    },
    "HeapNumber": {"value": 8, "header_size": 16},
    "InterpreterData": {"bytecode_array": 8, "interpreter_trampoline": 16, "header_size": 24},
    "JSAsyncGeneratorObject": {"queue": 80, "is_awaiting": 88, "header_size": 96},
    "JSGlobalObject": {"native_context": 24, "global_proxy": 32, "header_size": 40},
    "JSGlobalProxy": {"native_context": 24, "header_size": 32},
    "JSMessageObject": {
        "message_type": 24, "arguments": 32, "script": 40, "stack_frames": 48, "start_position": 56,
        "end_position": 64, "error_level": 72, "header_size": 80,
    },
    "JSObject": {"elements": 16, "header_size": 24},
    "JSReceiver": {"properties_or_hash": 8, "header_size": 16},
    "Name": {"hash_field": 8, "header_size": 12},
    "ObjectTemplateInfo": {"constructor": 48, "data": 56, "header_size": 64},
    "Oddball": {"to_number_raw": 8, "to_string": 16, "to_number": 24, "type_of": 32, "kind": 40, "header_size": 48},
    "PreparseData": {"data_length": 8, "inner_length": 12, "header_size": 16},
    "PromiseCapability": {"promise": 8, "resolve": 16, "reject": 24, "header_size": 32},
    "PromiseReaction": {
        "next": 8, "reject_handler": 16, "fulfill_handler": 24, "promise_or_capability": 32, "header_size": 40,
    },
    "PromiseReactionJobTask": {
        "argument": 8, "context": 16, "handler": 24, "promise_or_capability": 32, "header_size": 40,
    },
    "PromiseResolveThenableJobTask": {
        "context": 8, "promise_to_resolve": 16, "then": 24, "thenable": 32, "header_size": 40,
    },
    "SeqOneByteString": {"chars": 16},
    "SeqTwoByteString": {"chars": 16},
    "SharedFunctionInfo": {
        "function_data": 8, "name_or_scope_info": 16, "outer_scope_info_or_feedback_metadata": 24, "script": 32,
        "length": 40, "formal_parameter_count": 42, "expected_nof_properties": 44, "function_token_offset": 46,
        "flags": 48, "function_literal_id": 52, "header_size": 56,
    },
    "SlicedString": {"parent": 16, "offset": 24, "header_size": 32},
    "StackTraceFrame": {"frame_array": 8, "frame_index": 16, "frame_info": 24, "id": 32, "header_size": 40},
    "String": {"length": 12, "header_size": 16},
    "TemplateInfo": {
        "tag": 8, "serial_number": 16, "number_of_properties": 24, "property_list": 32, "property_accessors": 40,
        "header_size": 48,
    },
    "ThinString": {"actual": 16, "header_size": 24},
    "Tuple2": {"value1": 8, "value2": 16, "header_size": 24},
    "WasmModuleObject": {
        "native_module": 24, "export_wrappers": 32, "script": 40, "weak_instance_list": 48,
        "asm_js_offset_table": 56, "break_point_infos": 64, "header_size": 72,
    },
    "WeakCell": {
        "finalization_group": 8, "target": 16, "holdings": 24, "prev": 32, "next": 40, "key": 48,
        "key_list_prev": 56, "key_list_next": 64, "header_size": 72,
    },
    # src/objects/call-site-info.cc
    "Script": {
        "source": 8, "name": 16, "line_offset": 24, "column_offset": 32, "context": 40, "script_type": 48,
        "line_ends": 56, "id": 64, "eval_from_shared_or_wrapped_arguments": 72, "eval_from_position": 80,
        "infos": 88, "flags": 96, "source_url": 104, "source_mapping_url": 112, "host_defined_options": 120,
        "header_size": 128,
    },
    # src/objects/code.h
    "BytecodeArray": {
        "length": 8, "constant_pool": 16, "handler_table": 24, "source_position_table": 32, "frame_size": 40,
        "parameter_size": 44, "incoming_new_target_or_generator_register": 48, "interrupt_budget": 52,
        "osr_nesting_level": 56, "bytecode_age": 57, "data": 58,
    },
    "Code": {
        "relocation_info": 8, "deoptimization_data_or_interpreter_data": 16, "position_table": 24,
        "code_data_container": 32, "instruction_size": 40, "flags": 44, "safepoint_table_offset": 48,
        "handler_table_offset": 52, "code_comments_offset": 56, "builtin_id": 60, "instructions": 64,
    },
    "CodeDataContainer": {"next_code_link": 8, "kind_specific_flags": 16, "header_size": 24},
    # src/objects/contexts.h
    "Context": {"length": 8, "elements": 16, "scope_info": 16, "previous": 24, "extension": 32, "header_size": 48},
    # src/objects/feedback-vector.h
    "FeedbackMetadata": {"slot_count": 8},
    # src/objects/fixed-array.h
    "ByteArray": {"data": 16},
    "FixedArray": {"data": 16},
    "WeakArrayList": {"capacity": 8, "length": 16, "header_size": 24, "data": 24},
    "WeakFixedArray": {"length": 8, "header_size": 16, "data": 16},
    # src/objects/heap-object.h
    "HeapObject": {"map": 0},
    # src/objects/module.h
    "Module": {"regular_exports": 24, "regular_imports": 32, "header_size": 112},
    # src/objects/js-function.tq
    "JSFunction": {
        "shared": 24, "context": 32, "feedback_cell": 40, "code": 48, "prototype_or_initial_map": 56,
        "header_size": 64,
    },
    # src/objects/scope-info.tq
    "ScopeInfo": {"length": 8, "flags": 16, "parameter_count": 24, "context_local_count": 32, "parts": 40},
    # src/objects/shared-function-info.h
    "UncompiledData": {"inferred_name": 8, "start_position": 16, "end_position": 20},
    "UncompiledDataWithPreparseData": {"preparse_data": 32},
}

CONSTANTS = {
    # src/builtins/base.tq
    "JSGeneratorObject": {"executing": -2, "closed": -1},
    "SharedFunctionInfo": {"dont_adapt_arguments": 65535, "function_token_out_of_range": 65535},
    # src/objects/contexts.h
    "Context": {"min_slots": 4, "min_extended_slots": 4},
    # src/objects/instance-type.h
    "String.representation": {"seq": 0, "cons": 1, "external": 2, "sliced": 3, "thin": 5},
    # src/objects/scope-info.tq
    "ScopeInfo": {"variable_none": 0, "variable_stack": 1, "variable_context": 2},
    # src/objects/script.h
    "Script.compilation_type": {"host": 0, "eval": 1},
    "Script.type": {"native": 0, "extension": 1, "normal": 2, "wasm": 3, "inspector": 4},
}

BITS = {
    # src/objects/instance-type.h
    "String.type": {"representation": (0, 3), "one_byte": (3, 1), "uncached": (4, 1)},
    # src/objects/scope-info.h
    "ScopeInfo.flags": {
        "scope_type": (0, 4), "sloppy_eval_can_extend_vars": (4, 1), "language_mode": (5, 1),
        "declaration_scope": (6, 1), "receiver_variable": (7, 2), "has_new_target": (9, 1),
        "function_variable": (10, 2), "has_inferred_function_name": (12, 1), "is_asm_module": (13, 1),
        "has_simple_parameters": (14, 1), "function_kind": (15, 5), "has_outer_scope_info": (20, 1),
        "is_debug_evaluate_scope": (21, 1), "force_context_allocation": (22, 1),
    },
    "ScopeInfo.variable": {
        "variable_mode": (0, 3), "init_flag": (3, 1), "maybe_assigned_flag": (4, 1), "parameter_number": (5, 16),
    },
    # src/objects/script.h
    "Script.flags": {"compilation_type": (0, 1), "compilation_state": (1, 1), "origin_options": (2, 4)},
    # src/objects/shared-function-info.h
    "SharedFunctionInfo.flags": {
        "function_kind": (0, 5), "is_native": (5, 1), "is_strict": (6, 1), "is_wrapped": (7, 1),
        "is_class_constructor": (8, 1), "has_duplicate_parameters": (9, 1), "allow_lazy_compilation": (10, 1),
        "needs_home_object": (11, 1), "is_declaration": (12, 1), "is_asm_wasm_broken": (13, 1),
        "function_map_index": (14, 5), "disabled_optimization_reason": (19, 4),
        "requires_instance_members_initializer": (23, 1), "construct_as_builtin": (24, 1),
        "is_anonymous_expression": (25, 1), "name_should_print_as_anonymous": (26, 1),
        "has_reported_binary_coverage": (27, 1), "is_named_expression": (28, 1), "is_top_level": (29, 1),
    },
}

LISTS = {
    # src/objects/function-kind.h
    "FunctionKind": (
        "kNormalFunction", "kModule", "kBaseConstructor", "kDefaultBaseConstructor", "kDefaultDerivedConstructor",
        "kDerivedConstructor", "kGetterFunction", "kSetterFunction", "kArrowFunction", "kAsyncArrowFunction",
        "kAsyncFunction", "kAsyncConciseMethod", "kAsyncConciseGeneratorMethod", "kAsyncGeneratorFunction",
        "kGeneratorFunction", "kConciseGeneratorMethod", "kConciseMethod", "kClassMembersInitializerFunction",
    ),
    # src/objects/scope-info.cc
    "ScopeInfo.parts": (
        "context_local_names", "context_local_infos", "receiver_info?", "function_variable_info?",
        "inferred_function_name?", "position_info?", "outer_scope_info?", "module_info?", "module_variable_count?",
        "module_variables",
    ),
    # src/objects/scope-info.tq
    "ScopeInfo.positioned": ("FUNCTION_SCOPE", "SCRIPT_SCOPE", "EVAL_SCOPE", "MODULE_SCOPE"),
    # src/common/globals.h
    "ScopeType": (
        "EVAL_SCOPE", "FUNCTION_SCOPE", "MODULE_SCOPE", "SCRIPT_SCOPE", "CATCH_SCOPE", "BLOCK_SCOPE", "WITH_SCOPE",
    ),
    "VariableMode": ("kLet", "kConst", "kVar", "kTemporary", "kDynamic", "kDynamicGlobal", "kDynamicLocal"),
}
