"""V8 9.4: Node.js 16.11 to 16.20."""

AFTER = "v8_9_3"

CONSTANTS = {
    # src/objects/script.cc (Script::GetPositionInfo)
    "Script": {"source_url_hides_offsets": 1},
}
