"""V8 7.7: Node.js 12.11 to 12.15."""

AFTER = "v8_7_6"

OFFSETS = {
    # src/objects/module.h, source-text-module.h, synthetic-module.h: one class has become three
    "Module": {"regular_exports": None, "regular_imports": None, "header_size": None},
    "SourceTextModule": {
        "code": 48, "regular_exports": 56, "regular_imports": 64, "requested_modules": 72, "script": 80,
        "import_meta": 88, "dfs_index": 96, "dfs_ancestor_index": 104, "header_size": 112,
    },
    "SyntheticModule": {"name": 48, "export_names": 56, "evaluation_steps": 64, "header_size": 72},
    # src/objects/shared-function-info.h
    "UncompiledDataWithPreparseData": {"preparse_data": 24},
}

CONSTANTS = {
    # src/objects/js-objects.cc (JSFunction::GetDebugName)
    "JSFunction": {"display_name_first": 1},
}
