"""The classes of heap objects, all their fields, V8 11.8 (Node 21)."""

AFTER = "classes_11_3"

CLASSES = {
    # src/objects/api-callbacks.tq
    "CallHandlerInfo": "HeapObject; data Object; owner_template FunctionTemplateInfo|Undefined; callback ptr",
    # src/objects/code.h
    "Code": (
        "HeapObject; deoptimization_data_or_interpreter_data Object; position_table Object; "
        "instruction_stream Object; instruction_start ptr; flags u32; instruction_size u32; metadata_size u32; "
        "inlined_bytecode_size u32; osr_offset u32; handler_table_offset u32; unwinding_info_offset u32; "
        "code_comments_offset u32; builtin_id i16; _ u16; _ u32"
    ),
    # src/objects/debug-objects.tq
    "DebugInfo": (
        "Struct; shared SharedFunctionInfo; debugger_hints Smi; original_bytecode_array Undefined|BytecodeArray; "
        "debug_bytecode_array Undefined|BytecodeArray; break_points FixedArray; flags Smi; "
        "coverage_info CoverageInfo|Undefined"
    ),
    # src/objects/feedback-vector.tq
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; profiler_ticks i32; invocation_count_before_stable u8; "
        "osr_state u8; flags u16; shared SharedFunctionInfo; "
        "closure_feedback_cell_array ClosureFeedbackCellArray; parent_feedback_cell FeedbackCell; "
        "maybe_optimized_code ~Code|Smi; raw_feedback_slots[] Object"
    ),
    # src/objects/hole.tq
    "Hole": "HeapObject; raw_numeric_value f64",
    # src/objects/js-function.tq
    "JSFunction": (
        "JSFunctionOrBoundFunctionOrWrappedFunction; code Code|Smi; shared SharedFunctionInfo; context Context; "
        "feedback_cell FeedbackCell; prototype_or_initial_map JSReceiver|Map|TheHole"
    ),
    # src/objects/js-objects.tq
    "JSMessageObject": (
        "JSObject; message_type Smi; argument Object; script Script; stack_frames Object; "
        "shared_info SharedFunctionInfo|Smi; bytecode_offset Smi; start_position Smi; end_position Smi; "
        "error_level Smi"
    ),
    # src/objects/script.tq
    "Script": (
        "Struct; source String|Undefined; name Object; line_offset Smi; column_offset Smi; "
        "context_data Smi|Undefined|Symbol; script_type Smi; line_ends FixedArray|Smi; id Smi; "
        "eval_from_shared_or_wrapped_arguments SharedFunctionInfo|FixedArray|Undefined; "
        "eval_from_position Smi|Foreign; infos WeakFixedArray|WeakArrayList; "
        "compiled_lazy_function_positions FixedArray|Undefined; flags Smi; source_url String|Undefined; "
        "source_mapping_url Object; host_defined_options FixedArray; source_hash String|Undefined"
    ),
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": (
        "HeapObject; function_data Object; name_or_scope_info String|Smi|ScopeInfo; "
        "outer_scope_info_or_feedback_metadata HeapObject; script Script|Undefined; length i16; "
        "formal_parameter_count u16; function_token_offset u16; expected_nof_properties u8; flags2 u8; "
        "flags u32; function_literal_id i32; unique_id i32; age u16; _ u16"
    ),
    # src/objects/source-text-module.tq
    "ModuleRequest": "Struct; specifier String; import_attributes FixedArray; position Smi",
}
