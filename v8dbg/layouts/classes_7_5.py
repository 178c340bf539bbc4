"""The classes of heap objects, all their fields, V8 7.5 (Node 12.5 to 12.8)."""

AFTER = "classes_7_4"

CLASSES = {
    # src/objects/stack-frame-info.h
    "StackFrameInfo": (
        "Struct; line_number Smi; column_number Smi; script_id Smi; "
        "script_name String|Null|Undefined; script_name_or_source_url String|Null|Undefined; "
        "function_name String|Null|Undefined; flag Smi"
    ),
    # src/objects/code.h
    "BytecodeArray": (
        "FixedArrayBase; constant_pool FixedArray; handler_table ByteArray; source_position_table Object; "
        "frame_size i32; parameter_size i32; incoming_new_target_or_generator_register i32; "
        "osr_nesting_level i8; bytecode_age i8; bytes[] u8"
    ),
    # src/objects/descriptor-array.h
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; number_of_marked_descriptors u16; "
        "_ u16; enum_cache EnumCache; descriptors[] Object"
    ),
    # src/objects/feedback-cell.h
    "FeedbackCell": "Struct; value Undefined|FeedbackVector|ClosureFeedbackCellArray; interrupt_budget i32; _ u32",
    # src/objects/feedback-vector.h
    "ClosureFeedbackCellArray": "FixedArray",
    "FeedbackMetadata": "HeapObject; slot_count i32; create_closure_slot_count i32; slots[] u32",
    "FeedbackVector": (
        "HeapObject; shared SharedFunctionInfo; optimized_code_weak_or_smi ~Code|Smi; "
        "closure_feedback_cell_array ClosureFeedbackCellArray; length i32; invocation_count i32; "
        "profiler_ticks i32; _ u32; raw_feedback_slots[] Object"
    ),
    # src/objects/objects-definitions.h
    "FeedbackVectorX": None,
}
