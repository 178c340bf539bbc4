"""The classes of heap objects, all their fields, V8 10.2 (Node 18.3 to 18.20)."""

AFTER = "classes_10_1"

CLASSES = {
    # src/objects/code.tq
    "BytecodeArray": (
        "FixedArrayBase; constant_pool FixedArray; handler_table ByteArray; source_position_table Object; "
        "frame_size i32; parameter_size i32; incoming_new_target_or_generator_register i32; "
        "osr_urgency_and_install_target u16; bytecode_age u16; bytes[] u8"
    ),
}
