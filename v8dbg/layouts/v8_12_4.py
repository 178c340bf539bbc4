"""V8 12.4: Node.js 22."""

AFTER = "v8_11_8"

OFFSETS = {
    # src/objects/debug-objects.tq
    "DebugInfo": {
        "break_points": 24, "flags": 32, "coverage_info": 40, "original_bytecode_array": 48,
        "debug_bytecode_array": 56,
    },
    # src/objects/bytecode-array.tq
    "BytecodeArray": {
        "wrapper": 16, "source_position_table": 24, "handler_table": 32, "constant_pool": 40, "frame_size": 48,
        "parameter_size": 52, "incoming_new_target_or_generator_register": 56, "data": 64,
    },
    # src/objects/call-site-info.tq
    "CallSiteInfo": {"code_object": 8, "receiver_or_instance": 16, "function": 24},
    # src/objects/code.h
    "Code": {
        "wrapper": 24, "instruction_stream": 32, "instruction_start": 40, "flags": 48, "instruction_size": 52,
        "metadata_size": 56, "inlined_bytecode_size": 60, "osr_offset": 64, "handler_table_offset": 68,
        "unwinding_info_offset": 72, "code_comments_offset": 76, "builtin_id": 80, "header_size": 88,
    },
    # src/objects/js-objects.tq
    "JSGlobalObject": {"global_proxy": 24, "header_size": 32, "native_context": None},
    "JSGlobalProxy": {"native_context": None, "header_size": None},
    # src/objects/microtask.tq
    "CallableTask": {"callable": 16, "context": 24, "header_size": 32},
    "CallbackTask": {"callback": 16, "data": 24, "header_size": 32},
    # src/objects/promise.tq
    "PromiseReaction": {
        "continuation_preserved_embedder_data": 8, "next": 16, "reject_handler": 24, "fulfill_handler": 32,
        "promise_or_capability": 40,
    },
    "PromiseReactionJobTask": {
        "argument": 16, "context": 24, "handler": 32, "promise_or_capability": 40,
        "continuation_preserved_embedder_data": None,
    },
    "PromiseResolveThenableJobTask": {
        "context": 16, "promise_to_resolve": 24, "thenable": 32, "then": 40, "header_size": 48,
    },
    # src/objects/templates.tq
    "FunctionTemplateInfo": {
        "class_name": 40, "signature": 48, "rare_data": 56, "shared_function_info": 64, "cached_property_name": 72,
        "callback_data": 80, "length": 92, "instance_type": 94, "maybe_redirected_callback": 96, "header_size": 104,
        "call_code": None,
    },
    "ObjectTemplateInfo": {"constructor": 40, "data": 48, "header_size": 56},
    "TemplateInfo": {
        "serial_number": 8, "number_of_properties": 16, "property_list": 24, "property_accessors": 32,
        "header_size": 40, "tag": None,
    },
    # src/wasm/wasm-objects.tq
    "WasmInstanceObject": {"trusted_data": 24, "module_object": 32, "exports_object": 40, "header_size": 48},
}

LISTS = {
    # src/objects/scope-info.tq
    "ScopeInfo.parts": (
        "module_variable_count?", "context_local_names", "context_local_names_hashtable?", "context_local_infos",
        "saved_class_variable_info?", "function_variable_info?", "inferred_function_name?", "position_info?",
        "outer_scope_info?", "locals_block_list?", "module_info?", "module_variables",
    ),
    "VariableMode": (
        "kLet", "kConst", "kUsing", "kVar", "kTemporary", "kDynamic", "kDynamicGlobal", "kDynamicLocal",
        "kPrivateMethod", "kPrivateSetterOnly", "kPrivateGetterOnly", "kPrivateGetterAndSetter",
    ),
}

BY_SIZE = {
    # src/objects/script.tq
    "SCRIPT_TYPE": None,
}
