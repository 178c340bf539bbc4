"""What V8's own heap snapshots are like, V8 14.6 (Node 26)."""

AFTER = "snapshot_13_6"

CONSTANTS = {
    # src/profiler/heap-snapshot-generator.cc: native contexts stand at the root, and global objects say which they are;
    # no reference to any hole is shown; an object is called by its constructor's own `name`, the global object of a
    # `vm` context Object
    "snapshot": {"contexts_at_root": 1, "no_holes": 1, "names_are_properties": 1, "plain_global_proxies": 1},
}
