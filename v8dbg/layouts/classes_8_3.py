"""The classes of heap objects, all their fields, V8 8.3 (Node 14.5)."""

AFTER = "classes_8_1"

CLASSES = {
    # src/objects/debug-objects.tq
    "CoverageInfo": "HeapObject; slot_count i32; slots[] {CoverageInfoSlot}",
    "DebugInfo": (
        "Struct; shared SharedFunctionInfo; debugger_hints Smi; script Undefined|Script; "
        "original_bytecode_array Undefined|BytecodeArray; debug_bytecode_array Undefined|BytecodeArray; "
        "break_points FixedArray; flags Smi; coverage_info CoverageInfo|Undefined"
    ),
}
