"""V8 12.4: Node.js 22."""

AFTER = "v8_11_8"

OFFSETS = {
    # src/objects/bytecode-array.tq
    "BytecodeArray": {
        "wrapper": 16, "source_position_table": 24, "handler_table": 32, "constant_pool": 40, "frame_size": 48,
        "parameter_size": 52, "incoming_new_target_or_generator_register": 56, "data": 64,
    },
}
