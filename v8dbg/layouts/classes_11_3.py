"""The classes of heap objects, all their fields, V8 11.3 (Node 20)."""

AFTER = "classes_10_7"

CLASSES = {
    # src/objects/code.h
    "Code": (
        "HeapObject; relocation_info Object; deoptimization_data_or_interpreter_data Object; "
        "position_table Object; instruction_stream Object; instruction_start ptr; flags u32; builtin_id i16; "
        "kind_specific_flags u16; instruction_size u32; metadata_size u32; inlined_bytecode_size u32; "
        "osr_offset u32; handler_table_offset u32; unwinding_info_offset u32; code_comments_offset u32; _ u32"
    ),
    "CodeDataContainer": None,
    # src/objects/feedback-vector.tq
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; profiler_ticks i32; placeholder0 u8; osr_state u8; "
        "flags u16; shared SharedFunctionInfo; closure_feedback_cell_array ClosureFeedbackCellArray; "
        "parent_feedback_cell FeedbackCell; maybe_optimized_code ~Code|Smi; raw_feedback_slots[] Object"
    ),
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": (
        "JSObjectWithEmbedderSlots; detach_key Object; byte_length word; max_byte_length word; "
        "backing_store ptr; extension ptr; bit_field u32; _ u32"
    ),
    # src/objects/script.tq
    "Script": (
        "Struct; source String|Undefined; name Object; line_offset Smi; column_offset Smi; "
        "context_data Smi|Undefined|Symbol; script_type Smi; line_ends FixedArray|Undefined; id Smi; "
        "eval_from_shared_or_wrapped_arguments SharedFunctionInfo|FixedArray|Undefined; "
        "eval_from_position Smi|Foreign; infos WeakFixedArray|WeakArrayList; "
        "compiled_lazy_function_positions FixedArray|Undefined; flags Smi; source_url String|Undefined; "
        "source_mapping_url Object; host_defined_options FixedArray; source_hash String|Undefined"
    ),
    # src/objects/template-objects.tq
    "CachedTemplateObject": None,
}
