"""What belongs to functions, V8 7.4 (Node.js 12.0)."""

AFTER = None

OFFSETS = {
    # src/objects/api-callbacks.tq
    "CallHandlerInfo": {"callback": 8},
    # src/objects/struct.tq (before V8 7.8 a Tuple2)
    "ClassPositions": {"start": 8, "end": 16},
}

CONSTANTS = {
    # src/handler-table.cc: the table of compiled code begins with the number of its rows
    "HandlerTable": {"counted": 1},
}
