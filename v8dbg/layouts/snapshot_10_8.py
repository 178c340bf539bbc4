"""What V8's own heap snapshots are like, V8 10.8 (Node 19)."""

AFTER = "snapshot_10_2"

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.node_types": (
        "hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic",
        "concatenated string", "sliced string", "symbol", "bigint", "object shape",
    ),
    "snapshot.shape_classes": (
        "Map", "DescriptorArray", "TransitionArray", "PrototypeInfo", "EnumCache",
    ),
}
