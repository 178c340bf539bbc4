"""The classes of heap objects, all their fields, V8 9.4 (Node 16.6 to 16.20)."""

AFTER = "classes_9_0"

CLASSES = {
    # src/objects/feedback-vector.tq
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; profiler_ticks i32; flags u32; shared SharedFunctionInfo; "
        "maybe_optimized_code ~Code|Smi; closure_feedback_cell_array ClosureFeedbackCellArray; "
        "raw_feedback_slots[] Object"
    ),
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": (
        "JSObjectWithEmbedderSlots; byte_length word; max_byte_length word; backing_store ptr; extension ptr; "
        "bit_field u32; _ u32"
    ),
    # src/objects/js-objects.tq
    "JSMessageObject": (
        "JSObject; message_type Smi; argument Object; script Script; stack_frames Object; "
        "shared_info SharedFunctionInfo|Undefined; bytecode_offset Smi; start_position Smi; end_position Smi; "
        "error_level Smi"
    ),
    # src/objects/scope-info.tq
    "ScopeInfo": "HeapObject; flags Smi; parameter_count Smi; context_local_count Smi; parts[] Object",
    # src/objects/templates.tq
    "FunctionTemplateInfo": (
        "TemplateInfo; call_code CallHandlerInfo|Undefined; class_name String|Undefined; "
        "signature FunctionTemplateInfo|Undefined; rare_data FunctionTemplateRareData|Undefined; "
        "shared_function_info SharedFunctionInfo|Undefined; flag Smi; length Smi; cached_property_name Object; "
        "instance_type Smi"
    ),
    "FunctionTemplateRareData": (
        "Struct; prototype_template ObjectTemplateInfo|Undefined; "
        "prototype_provider_template FunctionTemplateInfo|Undefined; "
        "parent_template FunctionTemplateInfo|Undefined; named_property_handler InterceptorInfo|Undefined; "
        "indexed_property_handler InterceptorInfo|Undefined; instance_template ObjectTemplateInfo|Undefined; "
        "instance_call_handler CallHandlerInfo|Undefined; access_check_info AccessCheckInfo|Undefined; "
        "c_function_overloads FixedArray"
    ),
}
