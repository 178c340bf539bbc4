"""What V8's own heap snapshots are like, V8 12.4 (Node 22)."""

AFTER = "snapshot_11_8"

CONSTANTS = {
    # src/profiler/heap-snapshot-generator.cc: SharedFunctionInfos without a name are tagged by themselves
    "snapshot": {"tags_functions": 1, "script_or_debug_info": None},
}
