"""One name per field, where versions of V8 name the same field differently.

(class, name in a v8dbg_class_* symbol) -> the name that we use, which is the newest V8's
without "raw_".
"""

FIELDS = {
    ("JSFunction", "raw_feedback_cell"): "feedback_cell",
    ("JSFunction", "raw_code"): "code",
    ("Map", "constructor_or_backpointer"): "constructor_or_back_pointer",
    ("SharedFunctionInfo", "raw_script"): "script",
    ("SharedFunctionInfo", "script_or_debug_info"): "script",
    ("SharedFunctionInfo", "raw_outer_scope_info_or_feedback_metadata"): "outer_scope_info_or_feedback_metadata",
    ("Script", "eval_from_shared_or_wrapped_arguments_or_sfi_table"): "eval_from_shared_or_wrapped_arguments",
    ("SharedFunctionInfo", "internal_formal_parameter_count"): "formal_parameter_count",
    ("SharedFunctionInfo", "raw_function_token_offset"): "function_token_offset",
    ("Script", "type"): "script_type",
    ("Script", "shared_function_infos"): "infos",
    ("InterpreterData", "raw_interpreter_trampoline"): "interpreter_trampoline",
    ("Code", "bytecode_offset_table"): "position_table",
    ("Code", "source_position_table"): "position_table",
    ("Code", "deoptimization_data"): "deoptimization_data_or_interpreter_data",
    ("Code", "bytecode_or_interpreter_data"): "deoptimization_data_or_interpreter_data",
    ("InstructionStream", "instruction_start"): "instructions",
    ("JSMessageObject", "raw_type"): "message_type",
    ("JSMessageObject", "argument"): "arguments",
    ("JSArrayIterator", "raw_kind"): "kind",
    ("Oddball", "kind_offset"): "kind",
    ("JSReceiver", "raw_properties_or_hash"): "properties_or_hash",
}
