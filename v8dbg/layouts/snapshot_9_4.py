"""What V8's own heap snapshots are like, V8 9.4 (Node 16.20)."""

AFTER = "snapshot_9_2"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.hidden_arrays": (),
}

CONSTANTS = {
    # src/profiler/strings-storage.cc
    "snapshot": {"symbols_by_name": 1},
}
