"""V8 12.4: Node.js 22."""

AFTER = None

OFFSETS = {
    # src/objects/arguments.tq
    "AliasedArgumentsEntry": {"aliased_context_slot": 8, "header_size": 16},
    # src/objects/bytecode-array.tq
    "BytecodeArray": {
        "length": 8, "wrapper": 16, "source_position_table": 24, "handler_table": 32, "constant_pool": 40,
        "frame_size": 48, "parameter_size": 52, "incoming_new_target_or_generator_register": 56, "data": 64,
    },
    "BytecodeWrapper": {"bytecode": 8, "padding1": 16, "padding2": 20, "header_size": 24},
    # src/objects/call-site-info.cc
    "Script": {
        "source": 8, "name": 16, "line_offset": 24, "column_offset": 32, "context_data": 40, "script_type": 48,
        "line_ends": 56, "id": 64, "eval_from_shared_or_wrapped_arguments": 72, "eval_from_position": 80,
        "infos": 88, "compiled_lazy_function_positions": 96, "flags": 104, "source_url": 112,
        "source_mapping_url": 120, "host_defined_options": 128, "script_or_modules": 136, "source_hash": 144,
        "header_size": 152,
    },
    # src/objects/call-site-info.tq
    "CallSiteInfo": {
        "code_object": 8, "receiver_or_instance": 16, "function": 24, "code_offset_or_source_position": 32,
        "flags": 40, "parameters": 48, "header_size": 56,
    },
    # src/objects/code.h
    "Code": {
        "deoptimization_data_or_interpreter_data": 8, "position_table": 16, "wrapper": 24, "instruction_stream": 32,
        "instruction_start": 40, "flags": 48, "instruction_size": 52, "metadata_size": 56,
        "inlined_bytecode_size": 60, "osr_offset": 64, "handler_table_offset": 68, "unwinding_info_offset": 72,
        "code_comments_offset": 76, "builtin_id": 80, "header_size": 88,
    },
    # src/objects/contexts.h
    "Context": {"length": 8, "elements": 16, "scope_info": 16, "previous": 24, "extension": 32},
    # src/objects/debug-objects.tq
    "BreakPointInfo": {"source_position": 8, "break_points": 16, "header_size": 24},
    "DebugInfo": {
        "shared": 8, "debugger_hints": 16, "break_points": 24, "flags": 32, "coverage_info": 40,
        "original_bytecode_array": 48, "debug_bytecode_array": 56, "header_size": 64,
    },
    "ErrorStackData": {"call_site_infos_or_formatted_stack": 8, "limit_or_stack_frame_infos": 16, "header_size": 24},
    "StackFrameInfo": {"shared_or_script": 8, "function_name": 16, "flags": 24, "header_size": 32},
    # src/objects/embedder-data-array.tq
    "EmbedderDataArray": {"length": 8, "header_size": 16},
    # src/objects/feedback-cell.tq
    "FeedbackCell": {"value": 8, "interrupt_budget": 16, "header_size": 20},
    # src/objects/feedback-vector.h
    "FeedbackMetadata": {"slot_count": 8, "create_closure_slot_count": 12},
    # src/objects/feedback-vector.tq
    "ClosureFeedbackCellArray": {"capacity": 8, "objects": 16},
    "FeedbackVector": {
        "length": 8, "invocation_count": 12, "invocation_count_before_stable": 20, "osr_state": 21, "flags": 22,
        "shared": 24, "closure_feedback_cell_array": 32, "parent_feedback_cell": 40, "maybe_optimized_code": 48,
        "feedback_slots": 56,
    },
    # src/objects/fixed-array.tq
    "ArrayList": {"capacity": 8, "length": 16, "data": 24},
    "ByteArray": {"data": 16},
    "FixedArray": {"data": 16},
    "FixedArrayBase": {"length": 8, "header_size": 16},
    "FixedDoubleArray": {"data": 16},
    "ProtectedFixedArray": {"length": 8, "data": 16},
    "TrustedByteArray": {"length": 8, "data": 16},
    "TrustedFixedArray": {"length": 8, "data": 16},
    "WeakArrayList": {"capacity": 8, "length": 16, "data": 24},
    "WeakFixedArray": {"length": 8, "data": 16},
    # src/objects/heap-number.tq
    "HeapNumber": {"value": 8, "header_size": 16},
    # src/objects/heap-object.h
    "HeapObject": {"map": 0},
    # src/objects/instruction-stream.h
    "InstructionStream": {"code": 8, "relocation_info": 16, "body_size": 24, "instructions": 32},
    # src/objects/js-function.tq
    "JSFunction": {
        "code": 24, "shared": 32, "context": 40, "feedback_cell": 48, "prototype_or_initial_map": 56,
        "header_size": 64,
    },
    "JSWrappedFunction": {"wrapped_target_function": 24, "context": 32, "header_size": 40},
    # src/objects/js-generator.tq
    "AsyncGeneratorRequest": {"next": 8, "resume_mode": 16, "value": 24, "promise": 32, "header_size": 40},
    "JSAsyncGeneratorObject": {"queue": 80, "is_awaiting": 88, "header_size": 96},
    # src/objects/js-objects.tq
    "JSGlobalObject": {"global_proxy": 24, "header_size": 32},
    "JSMessageObject": {
        "message_type": 24, "argument": 32, "script": 40, "stack_frames": 48, "shared_info": 56,
        "bytecode_offset": 64, "start_position": 72, "end_position": 80, "error_level": 88, "header_size": 96,
    },
    "JSObject": {"elements": 16, "header_size": 24},
    "JSReceiver": {"properties_or_hash": 8, "header_size": 16},
    # src/objects/js-weak-refs.tq
    "JSFinalizationRegistry": {
        "native_context": 24, "cleanup": 32, "active_cells": 40, "cleared_cells": 48, "key_map": 56,
        "next_dirty": 64, "flags": 72, "header_size": 80,
    },
    "WeakCell": {
        "finalization_registry": 8, "target": 16, "unregister_token": 24, "holdings": 32, "prev": 40, "next": 48,
        "key_list_prev": 56, "key_list_next": 64, "header_size": 72,
    },
    # src/objects/literal-objects.tq
    "ClassBoilerplate": {
        "arguments_count": 8, "static_properties_template": 16, "static_elements_template": 24,
        "static_computed_properties": 32, "instance_properties_template": 40, "instance_elements_template": 48,
        "instance_computed_properties": 56, "header_size": 64,
    },
    # src/objects/microtask.tq
    "CallableTask": {"callable": 16, "context": 24, "header_size": 32},
    "CallbackTask": {"callback": 16, "data": 24, "header_size": 32},
    # src/objects/module.tq
    "ScriptOrModule": {"resource_name": 8, "host_defined_options": 16, "header_size": 24},
    # src/objects/name.tq
    "Name": {"hash_field": 8, "header_size": 12},
    # src/objects/oddball.tq
    "Oddball": {"to_number_raw": 8, "to_string": 16, "to_number": 24, "type_of": 32, "kind": 40, "header_size": 48},
    # src/objects/promise.tq
    "PromiseCapability": {"promise": 8, "resolve": 16, "reject": 24, "header_size": 32},
    "PromiseReaction": {
        "continuation_preserved_embedder_data": 8, "next": 16, "reject_handler": 24, "fulfill_handler": 32,
        "promise_or_capability": 40, "header_size": 48,
    },
    "PromiseReactionJobTask": {
        "argument": 16, "context": 24, "handler": 32, "promise_or_capability": 40, "header_size": 48,
    },
    "PromiseResolveThenableJobTask": {
        "context": 16, "promise_to_resolve": 24, "thenable": 32, "then": 40, "header_size": 48,
    },
    # src/objects/scope-info.tq
    "ScopeInfo": {"flags": 8, "parameter_count": 16, "context_local_count": 24, "parts": 32},
    # src/objects/shared-function-info.tq
    "InterpreterData": {"bytecode_array": 8, "interpreter_trampoline": 16, "header_size": 24},
    "PreparseData": {"data_length": 8, "children_length": 12, "header_size": 16},
    "SharedFunctionInfo": {
        "function_data": 8, "name_or_scope_info": 16, "outer_scope_info_or_feedback_metadata": 24, "script": 32,
        "length": 40, "formal_parameter_count": 42, "function_token_offset": 44, "expected_nof_properties": 46,
        "flags2": 47, "flags": 48, "function_literal_id": 52, "unique_id": 56, "age": 60, "header_size": 64,
    },
    "UncompiledData": {"inferred_name": 8, "start_position": 16, "end_position": 20, "header_size": 24},
    "UncompiledDataWithPreparseData": {"preparse_data": 24, "header_size": 32},
    # src/objects/source-text-module.tq
    "ModuleRequest": {"specifier": 8, "import_attributes": 16, "position": 24, "header_size": 32},
    "SourceTextModule": {
        "code": 56, "regular_exports": 64, "regular_imports": 72, "requested_modules": 80, "import_meta": 88,
        "cycle_root": 96, "async_parent_modules": 104, "dfs_index": 112, "dfs_ancestor_index": 120,
        "pending_async_dependencies": 128, "flags": 136, "header_size": 144,
    },
    # src/objects/string.tq
    "ConsString": {"first": 16, "second": 24, "header_size": 32},
    "ExternalString": {"resource": 16, "resource_data": 24, "header_size": 32},
    "SeqOneByteString": {"chars": 16},
    "SeqTwoByteString": {"chars": 16},
    "SlicedString": {"parent": 16, "offset": 24, "header_size": 32},
    "String": {"length": 12, "header_size": 16},
    "ThinString": {"actual": 16, "header_size": 24},
    # src/objects/struct.tq
    "Tuple2": {"value1": 8, "value2": 16, "header_size": 24},
    # src/objects/synthetic-module.tq
    "SyntheticModule": {"name": 56, "export_names": 64, "evaluation_steps": 72, "header_size": 80},
    # src/objects/templates.tq
    "FunctionTemplateInfo": {
        "class_name": 40, "signature": 48, "rare_data": 56, "shared_function_info": 64, "cached_property_name": 72,
        "callback_data": 80, "flag": 88, "length": 92, "instance_type": 94, "maybe_redirected_callback": 96,
        "header_size": 104,
    },
    "FunctionTemplateRareData": {
        "prototype_template": 8, "prototype_provider_template": 16, "parent_template": 24,
        "named_property_handler": 32, "indexed_property_handler": 40, "instance_template": 48,
        "instance_call_handler": 56, "access_check_info": 64, "c_function_overloads": 72, "header_size": 80,
    },
    "ObjectTemplateInfo": {"constructor": 40, "data": 48, "header_size": 56},
    "TemplateInfo": {
        "serial_number": 8, "number_of_properties": 16, "property_list": 24, "property_accessors": 32,
        "header_size": 40,
    },
    # src/wasm/wasm-objects.tq
    "WasmInstanceObject": {"trusted_data": 24, "module_object": 32, "exports_object": 40, "header_size": 48},
    "WasmModuleObject": {"managed_native_module": 24, "script": 32, "header_size": 40},
}

CONSTANTS = {
    # src/objects/call-site-info.cc
    "Script": {"source_url_hides_offsets": 1},
    # src/objects/contexts.h
    "Context": {"min_slots": 2, "min_extended_slots": 3},
    # src/objects/instance-type.h
    "String.representation": {"seq": 0, "cons": 1, "external": 2, "sliced": 3, "thin": 5},
    # src/objects/js-function.tq
    "JSFunction": {"names_builtins": 1},
    # src/objects/js-generator.tq
    "JSGeneratorObject": {"executing": -2, "closed": -1},
    # src/objects/name-to-index-hashtable.h
    "NameToIndexHashTable": {"entry": 2},
    # src/objects/scope-info.tq
    "ScopeInfo": {"max_inlined_local_names": 75, "variable_none": 0, "variable_stack": 1, "variable_context": 2},
    # src/objects/script.h
    "Script.compilation_type": {"host": 0, "eval": 1},
    "Script.type": {"native": 0, "extension": 1, "normal": 2, "wasm": 3, "inspector": 4},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {
        "dont_adapt_arguments": 0, "names_initializers": 1, "count_includes_receiver": 1,
        "function_token_out_of_range": 65535,
    },
    # src/objects
    "FunctionSyntaxKind": {
        "anonymous_expression": 0, "named_expression": 1, "declaration": 2, "accessor_or_method": 3, "wrapped": 4,
    },
}

BITS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "is_special_data_property": (0, 1), "is_sloppy": (1, 1), "replace_on_access": (2, 1),
        "getter_side_effect_type": (3, 2), "setter_side_effect_type": (5, 2), "initial_attributes": (7, 3),
    },
    # src/objects/call-site-info.tq
    "CallSiteInfo.flags": {
        "is_wasm": (0, 1), "is_asm_js_wasm": (1, 1), "is_strict": (2, 1), "is_constructor": (3, 1),
        "is_asm_js_at_number_conversion": (4, 1), "is_async": (5, 1), "is_builtin": (6, 1),
        "is_source_position_computed": (7, 1),
    },
    # src/objects/debug-objects.tq
    "DebugInfo.flags": {
        "has_break_info": (0, 1), "prepared_for_debug_execution": (1, 1), "has_coverage_info": (2, 1),
        "break_at_entry": (3, 1), "can_break_at_entry": (4, 1), "debug_execution_mode": (5, 1),
    },
    "StackFrameInfo.flags": {"is_constructor": (0, 1), "bytecode_offset_or_source_position": (1, 30)},
    # src/objects/instance-type.h
    "String.type": {"representation": (0, 3), "one_byte": (3, 1), "uncached": (4, 1)},
    # src/objects/js-weak-refs.tq
    "JSFinalizationRegistry.flags": {"scheduled_for_cleanup": (0, 1)},
    # src/objects/name.tq
    "Name.hash": {"hash_field_type": (0, 2), "array_index_value": (2, 24), "array_index_length": (26, 6)},
    # src/objects/scope-info.tq
    "ScopeInfo.flags": {
        "scope_type": (0, 4), "sloppy_eval_can_extend_vars": (4, 1), "language_mode": (5, 1),
        "declaration_scope": (6, 1), "receiver_variable": (7, 2), "class_scope_has_private_brand": (9, 1),
        "has_saved_class_variable": (10, 1), "has_new_target": (11, 1), "function_variable": (12, 2),
        "has_inferred_function_name": (14, 1), "is_asm_module": (15, 1), "has_simple_parameters": (16, 1),
        "function_kind": (17, 5), "has_outer_scope_info": (22, 1), "is_debug_evaluate_scope": (23, 1),
        "force_context_allocation": (24, 1), "private_name_lookup_skips_outer_class": (25, 1),
        "has_context_extension_slot": (26, 1), "is_repl_mode_scope": (27, 1), "has_locals_block_list": (28, 1),
        "is_empty": (29, 1),
    },
    "ScopeInfo.variable": {
        "variable_mode": (0, 4), "init_flag": (4, 1), "maybe_assigned_flag": (5, 1), "parameter_number": (6, 16),
        "is_static_flag": (22, 1),
    },
    # src/objects/script.tq
    "Script.flags": {
        "compilation_type": (0, 1), "compilation_state": (1, 1), "is_repl_mode": (2, 1), "origin_options": (3, 4),
        "break_on_entry": (7, 1), "produce_compile_hints": (8, 1), "deserialized": (9, 1),
    },
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags": {
        "function_kind": (0, 5), "is_native": (5, 1), "is_strict": (6, 1), "function_syntax_kind": (7, 3),
        "is_class_constructor": (10, 1), "has_duplicate_parameters": (11, 1), "allow_lazy_compilation": (12, 1),
        "is_asm_wasm_broken": (13, 1), "function_map_index": (14, 5), "disabled_optimization_reason": (19, 4),
        "requires_instance_members_initializer": (23, 1), "construct_as_builtin": (24, 1),
        "name_should_print_as_anonymous": (25, 1), "has_reported_binary_coverage": (26, 1), "is_top_level": (27, 1),
        "properties_are_final": (28, 1), "private_name_lookup_skips_outer_class": (29, 1),
    },
    "SharedFunctionInfo.flags2": {
        "class_scope_has_private_brand": (0, 1), "has_static_private_methods_or_accessors": (1, 1),
        "is_sparkplug_compiling": (2, 1), "maglev_compilation_failed": (3, 1), "sparkplug_compiled": (4, 1),
        "cached_tiering_decision": (5, 2),
    },
    # src/objects/source-text-module.tq
    "SourceTextModule.flags": {"async": (0, 1), "async_evaluating_ordinal": (1, 30)},
    # src/objects/templates.tq
    "FunctionTemplateInfo.flags": {
        "is_object_template_call_handler": (0, 1), "has_side_effects": (1, 1), "undetectable": (2, 1),
        "needs_access_check": (3, 1), "read_only_prototype": (4, 1), "remove_prototype": (5, 1),
        "accept_any_receiver": (6, 1), "published": (7, 1), "allowed_receiver_instance_type_range_start": (8, 12),
        "allowed_receiver_instance_type_range_end": (20, 12),
    },
}

LISTS = {
    # src/objects/function-kind.h
    "FunctionKind": (
        "kNormalFunction", "kModule", "kAsyncModule", "kBaseConstructor", "kDefaultBaseConstructor",
        "kDefaultDerivedConstructor", "kDerivedConstructor", "kGetterFunction", "kStaticGetterFunction",
        "kSetterFunction", "kStaticSetterFunction", "kArrowFunction", "kAsyncArrowFunction", "kAsyncFunction",
        "kAsyncConciseMethod", "kStaticAsyncConciseMethod", "kAsyncConciseGeneratorMethod",
        "kStaticAsyncConciseGeneratorMethod", "kAsyncGeneratorFunction", "kGeneratorFunction",
        "kConciseGeneratorMethod", "kStaticConciseGeneratorMethod", "kConciseMethod", "kStaticConciseMethod",
        "kClassMembersInitializerFunction", "kClassStaticInitializerFunction", "kInvalid",
    ),
    # src/objects/scope-info.tq
    "ScopeInfo.parts": (
        "module_variable_count?", "context_local_names", "context_local_names_hashtable?", "context_local_infos",
        "saved_class_variable_info?", "function_variable_info?", "inferred_function_name?", "position_info?",
        "outer_scope_info?", "locals_block_list?", "module_info?", "module_variables",
    ),
    "ScopeInfo.positioned": (
        "FUNCTION_SCOPE", "SCRIPT_SCOPE", "EVAL_SCOPE", "MODULE_SCOPE", "SHADOW_REALM_SCOPE", "CLASS_SCOPE",
    ),
    "ScopeType": (
        "CLASS_SCOPE", "EVAL_SCOPE", "FUNCTION_SCOPE", "MODULE_SCOPE", "SCRIPT_SCOPE", "CATCH_SCOPE", "BLOCK_SCOPE",
        "WITH_SCOPE", "SHADOW_REALM_SCOPE",
    ),
    "VariableMode": (
        "kLet", "kConst", "kUsing", "kVar", "kTemporary", "kDynamic", "kDynamicGlobal", "kDynamicLocal",
        "kPrivateMethod", "kPrivateSetterOnly", "kPrivateGetterOnly", "kPrivateGetterAndSetter",
    ),
}
