"""The classes of heap objects, all their fields, V8 7.8 (Node 12.16 to 12.22)."""

AFTER = "classes_7_7"

CLASSES = {
    # src/objects/stack-frame-info.tq
    "StackFrameInfo": (
        "Struct; line_number Smi; column_number Smi; promise_all_index Smi; script_id Smi; "
        "script_name String|Null|Undefined; script_name_or_source_url String|Null|Undefined; "
        "function_name String|Null|Undefined; method_name String|Null|Undefined; "
        "type_name String|Null|Undefined; eval_origin String|Null|Undefined; "
        "wasm_module_name String|Null|Undefined; wasm_instance JSObject|Null|Undefined; flag Smi"
    ),
    # src/builtins/base.tq
    "JSRegExpStringIterator": "JSObject; iterating_reg_exp Object; iterated_string String; flags Smi",
    # src/objects/js-objects.tq
    "JSBoundFunction": (
        "JSFunctionOrBoundFunction; bound_target_function JSFunction|JSBoundFunction|JSProxy|JSObject; "
        "bound_this Object; bound_arguments FixedArray"
    ),
    # src/objects/module.tq
    "JSModuleNamespace": "JSSpecialObject; module Module",
}
