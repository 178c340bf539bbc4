"""What V8's own heap snapshots are like, V8 10.1 (Node 18.0)."""

AFTER = "snapshot_9_4"

CONSTANTS = {
    # src/objects/js-objects.cc, GetConstructorHelper: one prototype after the other
    "snapshot": {"nearest_tag_first": None},
}
