"""The classes of heap objects, all their fields, V8 8.4 (Node 14.5 to 14.21)."""

AFTER = "classes_8_3"

CLASSES = {
    # src/objects/code.h
    "Code": (
        "HeapObject; relocation_info Object; deoptimization_data_or_interpreter_data Object; "
        "position_table Object; code_data_container Object; instruction_size u32; flags u32; "
        "safepoint_table_offset u32; handler_table_offset u32; code_comments_offset u32; builtin_id i32; "
        "inlined_bytecode_size u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; instructions[] u8"
    ),
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": "JSObject; byte_length word; backing_store ptr; extension ptr; bit_field u32; _ u32",
    # src/objects/promise.tq
    "PromiseReaction": (
        "Struct; next PromiseReaction|Smi; reject_handler JSFunction|JSBoundFunction|JSProxy|JSObject|Undefined; "
        "fulfill_handler JSFunction|JSBoundFunction|JSProxy|JSObject|Undefined; "
        "promise_or_capability JSPromise|PromiseCapability|Undefined; continuation_preserved_embedder_data Object"
    ),
    # src/objects/template.tq
    "FunctionTemplateRareData": (
        "Struct; prototype_template ObjectTemplateInfo|Undefined; "
        "prototype_provider_template FunctionTemplateInfo|Undefined; "
        "parent_template FunctionTemplateInfo|Undefined; named_property_handler InterceptorInfo|Undefined; "
        "indexed_property_handler InterceptorInfo|Undefined; instance_template ObjectTemplateInfo|Undefined; "
        "instance_call_handler CallHandlerInfo|Undefined; access_check_info AccessCheckInfo|Undefined; "
        "c_function Foreign|Smi; c_signature Foreign|Smi"
    ),
}
