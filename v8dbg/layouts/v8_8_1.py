"""V8 8.1: Node.js 14.0 to 14.4."""

AFTER = "v8_7_9"

OFFSETS = {
    # src/objects/contexts.tq
    "Context": {"header_size": None},
    # src/objects/stack-frame-info.tq
    "StackFrameInfo": {
        "promise_combinator_index": 24, "wasm_function_index": 40, "script_name": 48,
        "script_name_or_source_url": 56, "function_name": 64, "method_name": 72, "type_name": 80, "eval_origin": 88,
        "wasm_module_name": 96, "wasm_instance": 104, "flag": 112, "header_size": 120, "promise_all_index": None,
    },
    # src/wasm/wasm-objects.tq
    "WasmModuleObject": {"header_size": 48, "asm_js_offset_table": None},
}

CONSTANTS = {
    # src/objects/contexts.tq
    "Context": {"min_slots": 2, "min_extended_slots": 3},
}

BITS = {
    # src/objects/contexts.tq
    "Context.length": {"length": None},
    # src/objects/scope-info.tq
    "ScopeInfo.flags": {"has_context_extension_slot": (26, 1)},
}
