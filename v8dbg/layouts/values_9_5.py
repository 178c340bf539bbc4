"""JavaScript's own values, V8 9.5 (Node 17)."""

AFTER = "values_9_4"

BITS = {
    # src/objects/property-details.h
    "PropertyDetails": {"location": (5, 1), "attributes": (2, 3)},
}
