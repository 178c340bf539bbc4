"""What belongs to functions, V8 10.7 (Node.js 19)."""

AFTER = "functions_7_8"

OFFSETS = {
    # src/objects/api-callbacks.tq
    "CallHandlerInfo": {"callback": 16},
}
