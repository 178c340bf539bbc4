"""The classes of heap objects, all their fields, V8 7.6 (Node 12.9 and 12.10)."""

AFTER = "classes_7_5"

CLASSES = {
    # src/objects/stack-frame-info.h
    "StackFrameInfo": (
        "Struct; line_number Smi; column_number Smi; promise_all_index Smi; script_id Smi; "
        "script_name String|Null|Undefined; script_name_or_source_url String|Null|Undefined; "
        "function_name String|Null|Undefined; wasm_module_name String|Null|Undefined; flag Smi"
    ),
    # src/objects/fixed-array.h
    "FixedTypedArrayBase": None,
    # src/objects/js-array-buffer.h
    "JSTypedArray": "JSArrayBufferView; length word; external_pointer ptr; base_pointer ByteArray|Smi",
    # src/objects/js-objects.h
    "JSMessageObject": (
        "JSObject; message_type Smi; arguments Object; script Script; stack_frames Object; "
        "shared_info SharedFunctionInfo|Undefined; bytecode_offset Smi; start_position Smi; end_position Smi; "
        "error_level Smi"
    ),
    # src/objects/map.h
    "Map": (
        "HeapObject; instance_size_in_words u8; inobject_properties_start_or_constructor_function_index u8; "
        "used_or_unused_instance_size_in_words u8; visitor_id u8; instance_type u16; bit_field u8; "
        "bit_field2 u8; bit_field3 u32; _ u32; prototype JSReceiver|Null; constructor_or_back_pointer Object; "
        "instance_descriptors DescriptorArray; layout_descriptor ByteArray|Smi; dependent_code WeakFixedArray; "
        "prototype_validity_cell Smi|Cell; "
        "transitions_or_prototype_info Map|~Map|TransitionArray|PrototypeInfo|Smi"
    ),
}
