"""What V8's own heap snapshots are like, V8 7.7."""

AFTER = "snapshot_7_4"

BITS = {
    # src/objects/map.h
    "snapshot.map_bit_field2": {"is_prototype_map": None},
    "snapshot.map_bit_field3": {"new_target_is_base": None},
}
