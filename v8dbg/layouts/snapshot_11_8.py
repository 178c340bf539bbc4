"""What V8's own heap snapshots are like, V8 11.8 (Node 21)."""

AFTER = "snapshot_11_3"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.node_types": (
        "hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic",
        "concatenated string", "sliced string", "symbol", "bigint", "object shape",
    ),
    "snapshot.code_classes": (
        "AllocationSite", "ArrayBoilerplateDescription", "BytecodeArray", "ClosureFeedbackCellArray", "Code",
        "FeedbackCell", "FeedbackMetadata", "FeedbackVector", "InstructionStream", "InterpreterData",
        "LoadHandler", "ObjectBoilerplateDescription", "PreparseData", "RegExpBoilerplateDescription",
        "ScopeInfo", "StoreHandler", "TemplateObjectDescription", "TurbofanType", "UncompiledData",
    ),
}
