"""What V8's own heap snapshots are like, V8 14.6 (Node 26)."""

AFTER = "snapshot_13_6"

CONSTANTS = {
    # src/profiler/heap-snapshot-generator.cc: native contexts stand at the root, and global objects say which they are;
    # no reference to any hole is shown
    "snapshot": {"contexts_at_root": 1, "no_holes": 1},
}
