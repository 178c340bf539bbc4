"""What V8's own heap snapshots are like, V8 13.6 (Node 24)."""

AFTER = "snapshot_12_4"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.node_fields": (
        "type", "name", "id", "self_size", "edge_count", "detachedness",
    ),
    "snapshot.code_classes": (
        "AllocationSite", "ArrayBoilerplateDescription", "BytecodeArray", "BytecodeWrapper",
        "ClosureFeedbackCellArray", "Code", "CodeWrapper", "FeedbackCell", "FeedbackMetadata", "FeedbackVector",
        "InstructionStream", "InterpreterData", "LoadHandler", "ObjectBoilerplateDescription", "PreparseData",
        "RegExpBoilerplateDescription", "ScopeInfo", "StoreHandler", "TemplateObjectDescription",
        "TurbofanType", "UncompiledData",
    ),
}

CONSTANTS = {
    # src/profiler/heap-snapshot-generator.cc, SizeForSnapshot: read-only objects count as nothing, external strings
    # with their characters
    "snapshot": {"read_only_is_nothing": 1, "external_characters": 1, "extra_native_bytes": 1, "oddballs_by_name": 1},
}
