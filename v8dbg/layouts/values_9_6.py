"""JavaScript's own values, V8 9.6 (Node 17.9)."""

AFTER = "values_9_4"

BITS = {
    # src/objects/property-details.h
    "PropertyDetails": {"location": (5, 1), "attributes": (2, 3)},
}
