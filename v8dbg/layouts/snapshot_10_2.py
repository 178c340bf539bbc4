"""What V8's own heap snapshots are like, V8 10.2 (Node 18.20)."""

AFTER = "snapshot_10_1"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.code_classes": (
        "AllocationSite", "ArrayBoilerplateDescription", "BytecodeArray", "ClosureFeedbackCellArray", "Code",
        "CodeDataContainer", "FeedbackCell", "FeedbackMetadata", "FeedbackVector", "InterpreterData",
        "LoadHandler", "ObjectBoilerplateDescription", "PreparseData", "RegExpBoilerplateDescription",
        "ScopeInfo", "StoreHandler", "TemplateObjectDescription", "TurbofanType", "UncompiledData",
    ),
}

CONSTANTS = {
    # src/profiler/heap-snapshot-generator.cc: TagObject tells the type of what is tagged
    "snapshot": {"typed_tags": 1},
}
