"""JavaScript's own values, V8 8.6 (Node 15)."""

AFTER = "values_8_4"

CONSTANTS = {
    # src/objects/arguments.tq
    "SloppyArgumentsElements": {"header_in_length": 0},
}
