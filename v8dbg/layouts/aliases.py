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
    ("JSReceiver", "raw_properties_or_hash"): "properties_or_hash",
}
