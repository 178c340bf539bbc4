"""The classes of heap objects, all their fields, V8 7.7 (Node 12.11 to 12.15)."""

AFTER = "classes_7_6"

CLASSES = {
    # src/objects/module.h, source-text-module.h, synthetic-module.h
    "Module": (
        "HeapObject; exports FixedArray; hash Smi; status Smi; module_namespace JSModuleNamespace|Undefined; "
        "exception Object"
    ),
    "ModuleInfoEntry": None,
    "SourceTextModule": (
        "Module; code SharedFunctionInfo|JSFunction|JSGeneratorObject|FixedArray; regular_exports FixedArray; "
        "regular_imports FixedArray; requested_modules FixedArray; script Script; import_meta TheHole|JSObject; "
        "dfs_index Smi; dfs_ancestor_index Smi"
    ),
    "SourceTextModuleInfoEntry": (
        "Struct; export_name String|Undefined; local_name String|Undefined; import_name String|Undefined; "
        "module_request Smi; cell_index Smi; beg_pos Smi; end_pos Smi"
    ),
    "SyntheticModule": "Module; name String; export_names FixedArray; evaluation_steps Foreign",
    # src/objects/stack-frame-info.tq
    "StackFrameInfo": (
        "Struct; line_number Smi; column_number Smi; promise_all_index Smi; script_id Smi; "
        "script_name String|Null|Undefined; script_name_or_source_url String|Null|Undefined; "
        "function_name String|Null|Undefined; method_name String|Null|Undefined; "
        "type_name String|Null|Undefined; eval_origin String|Null|Undefined; "
        "wasm_module_name String|Null|Undefined; flag Smi"
    ),
    # src/builtins/base.tq
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; "
        "raw_number_of_marked_descriptors u16; filler16_bits u16; enum_cache EnumCache; descriptors[] Object"
    ),
    # src/objects/shared-function-info.h
    "UncompiledDataWithPreparseData": "UncompiledData; preparse_data PreparseData",
    "UncompiledDataWithoutPreparseData": "UncompiledData",
}
