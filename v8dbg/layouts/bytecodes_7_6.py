"""Bytecodes of the interpreter, V8 7.6 (Node.js 12.9 to 12.15)."""

AFTER = "bytecodes_7_4"

LISTS = {
    # src/interpreter/interpreter-intrinsics.h
    "interpreter_intrinsics": (
        "AsyncFunctionAwaitCaught", "AsyncFunctionAwaitUncaught", "AsyncFunctionEnter", "AsyncFunctionReject",
        "AsyncFunctionResolve", "AsyncGeneratorAwaitCaught", "AsyncGeneratorAwaitUncaught", "AsyncGeneratorReject",
        "AsyncGeneratorResolve", "AsyncGeneratorYield", "CreateJSGeneratorObject", "GeneratorGetResumeMode",
        "GeneratorClose", "GetImportMetaObject", "Call", "CopyDataProperties", "CreateIterResultObject",
        "CreateAsyncFromSyncIterator", "HasProperty", "IsArray", "IsJSReceiver", "IsSmi", "ToStringRT", "ToLength",
        "ToObject",
    ),
}
