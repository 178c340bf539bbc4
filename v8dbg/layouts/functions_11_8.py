"""What belongs to functions, V8 11.8 (Node.js 21)."""

AFTER = "functions_10_7"

OFFSETS = {
    # src/objects/api-callbacks.tq
    "CallHandlerInfo": {"callback": 24},
}
