"""The classes of heap objects, all their fields, V8 9.1 (Node 16.4 and 16.5)."""

AFTER = "classes_9_0"

CLASSES = {
    # src/objects/feedback-vector.tq
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; profiler_ticks i32; flags u32; shared SharedFunctionInfo; "
        "maybe_optimized_code ~Code|Smi; closure_feedback_cell_array ClosureFeedbackCellArray; "
        "raw_feedback_slots[] Object"
    ),
    # src/objects/js-objects.tq
    "JSMessageObject": (
        "JSObject; message_type Smi; argument Object; script Script; stack_frames Object; "
        "shared_info SharedFunctionInfo|Undefined; bytecode_offset Smi; start_position Smi; end_position Smi; "
        "error_level Smi"
    ),
    # src/objects/scope-info.tq
    "ScopeInfo": "HeapObject; flags Smi; parameter_count Smi; context_local_count Smi; parts[] Object",
}
