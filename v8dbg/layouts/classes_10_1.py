"""The classes of heap objects, all their fields, V8 10.1 (Node 18.0)."""

AFTER = "classes_9_3"

CLASSES = {
    # src/objects/code.h
    "Code": (
        "HeapObject; relocation_info Object; deoptimization_data_or_interpreter_data Object; "
        "position_table Object; code_data_container Object; instruction_size u32; metadata_size u32; flags u32; "
        "builtin_id i32; inlined_bytecode_size u32; handler_table_offset u32; code_comments_offset u32; "
        "unwinding_info_offset u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; "
        "_ u32; _ u32; _ u32; instructions[] u8"
    ),
    # src/objects/debug-objects.tq
    "StackFrameInfo": "Struct; shared_or_script SharedFunctionInfo|Script; function_name String; flags Smi",
    # src/objects/feedback-vector.tq
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; profiler_ticks i32; flags u32; shared SharedFunctionInfo; "
        "closure_feedback_cell_array ClosureFeedbackCellArray; maybe_optimized_code ~Code|Smi; "
        "raw_feedback_slots[] Object"
    ),
    # src/objects/js-array-buffer.tq
    "JSArrayBufferView": (
        "JSObjectWithEmbedderSlots; buffer JSArrayBuffer; byte_offset word; byte_length word; bit_field u32; "
        "_ u32"
    ),
    # src/objects/map.tq
    "Map": (
        "HeapObject; instance_size_in_words u8; inobject_properties_start_or_constructor_function_index u8; "
        "used_or_unused_instance_size_in_words u8; visitor_id u8; instance_type u16; bit_field u8; "
        "bit_field2 u8; bit_field3 u32; _ u32; prototype JSReceiver|Null; constructor_or_back_pointer Object; "
        "instance_descriptors DescriptorArray; dependent_code WeakArrayList; prototype_validity_cell Smi|Cell; "
        "transitions_or_prototype_info Map|~Map|TransitionArray|PrototypeInfo|Smi"
    ),
    # src/objects/property-cell.tq
    "PropertyCell": (
        "HeapObject; name Symbol|String; property_details_raw Smi; value Object; dependent_code WeakArrayList"
    ),
    # src/objects/prototype-info.tq
    "PrototypeInfo": (
        "Struct; module_namespace JSModuleNamespace|Undefined; prototype_users WeakArrayList|Smi; "
        "prototype_chain_enum_cache FixedArray|Smi|Undefined; registry_slot Smi; bit_field Smi; "
        "object_create_map ~Map|Undefined"
    ),
    # src/objects/script.tq
    "Script": (
        "Struct; source String|Undefined; name Object; line_offset Smi; column_offset Smi; "
        "context_data Smi|Undefined|Symbol; script_type Smi; line_ends FixedArray|Undefined; id Smi; "
        "eval_from_shared_or_wrapped_arguments_or_sfi_table SharedFunctionInfo|FixedArray|HashTable|Undefined; "
        "eval_from_position Smi|Foreign; infos WeakFixedArray|WeakArrayList; flags Smi; "
        "source_url String|Undefined; source_mapping_url Object; host_defined_options FixedArray; "
        "script_or_modules FixedArray"
    ),
    # src/objects/shared-function-info.tq
    "BaselineData": None,
}
