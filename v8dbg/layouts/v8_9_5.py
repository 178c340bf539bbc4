"""V8 9.5: Node.js 17."""

AFTER = "v8_9_4"

OFFSETS = {
    # src/objects/code.h
    "Code": {"instructions": 128},
}
