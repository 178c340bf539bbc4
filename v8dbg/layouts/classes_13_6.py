"""The classes of heap objects, all their fields, V8 13.6 (Node 24)."""

AFTER = "classes_12_9"

CLASSES = {
    # src/objects/debug-objects.tq
    "ErrorStackData": "Struct; call_site_infos_or_formatted_stack FixedArray|Object; stack_trace StackTraceInfo",
    "StackTraceInfo": "Struct; id Smi; frames FixedArray",
    # src/objects/js-objects.tq
    "JSMessageObject": (
        "JSObject; message_type Smi; argument Object; script Script; stack_trace StackTraceInfo|TheHole; "
        "shared_info SharedFunctionInfo|Smi; bytecode_offset Smi; start_position Smi; end_position Smi; "
        "error_level Smi"
    ),
    # src/objects/code.h
    "Code": (
        "ExposedTrustedObject; deoptimization_data_or_interpreter_data Object; position_table Object; "
        "wrapper Object; instruction_stream Object; instruction_start ptr; dispatch_handle u32; flags u32; "
        "instruction_size u32; metadata_size u32; inlined_bytecode_size u32; osr_offset u32; "
        "handler_table_offset u32; unwinding_info_offset u32; code_comments_offset u32; parameter_count u16; "
        "builtin_id i16"
    ),
    # src/objects/js-function.tq
    "JSFunction": (
        "JSFunctionOrBoundFunctionOrWrappedFunction; dispatch_handle i32; _ u32; shared SharedFunctionInfo; "
        "context Context; feedback_cell FeedbackCell; prototype_or_initial_map JSReceiver|Map|TheHole"
    ),
}
