"""What V8's own heap snapshots are like, V8 9.0 (Node 16.0)."""

AFTER = "snapshot_7_7"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.node_fields": (
        "type", "name", "id", "self_size", "edge_count", "trace_node_id", "detachedness",
    ),
    "snapshot.named_classes": (
        "HeapObject",
    ),
    "snapshot.nameless_classes": (),
    "snapshot.hidden_arrays": ("ScopeInfo",),
}
