"""What V8's own heap snapshots are like, V8 11.3 (Node 20)."""

AFTER = "snapshot_10_8"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.node_types": (
        "hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic",
        "concatenated string", "sliced string", "symbol", "bigint", "object shape", "wasm object",
    ),
    "snapshot.code_classes": (
        "AllocationSite", "ArrayBoilerplateDescription", "BytecodeArray", "ClosureFeedbackCellArray", "Code",
        "FeedbackCell", "FeedbackMetadata", "FeedbackVector", "InterpreterData", "LoadHandler",
        "ObjectBoilerplateDescription", "PreparseData", "RegExpBoilerplateDescription", "ScopeInfo",
        "StoreHandler", "TemplateObjectDescription", "TurbofanType", "UncompiledData",
    ),
}
