"""What V8's own heap snapshots are like, V8 9.2 (Node 16.6 to 16.9)."""

AFTER = "snapshot_9_0"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.number_name": ("heap number",),
}
