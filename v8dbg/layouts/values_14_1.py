"""JavaScript's own values, V8 14.1 (Node 25.9)."""

AFTER = "values_13_6"

OFFSETS = {
    # src/objects/descriptor-array.tq
    "DescriptorArray": {"header_size": 32},
}
