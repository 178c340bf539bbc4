"""V8 7.7: Node.js 12.11 to 12.15."""

AFTER = "v8_7_6"

OFFSETS = {
    # src/objects/shared-function-info.h
    "UncompiledDataWithPreparseData": {"preparse_data": 24},
}

CONSTANTS = {
    # src/objects/js-objects.cc (JSFunction::GetDebugName)
    "JSFunction": {"display_name_first": 1},
}
