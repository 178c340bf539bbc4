"""The classes of heap objects, all their fields, V8 7.8 (Node 12.16 to 12.22)."""

AFTER = "classes_7_4"

CLASSES = {
    # src/builtins/base.tq
    "BytecodeArray": (
        "FixedArrayBase; constant_pool FixedArray; handler_table ByteArray; source_position_table Object; "
        "frame_size i32; parameter_size i32; incoming_new_target_or_generator_register i32; "
        "osr_nesting_level i8; bytecode_age i8; bytes[] u8"
    ),
    "ClosureFeedbackCellArray": "FixedArray",
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; "
        "raw_number_of_marked_descriptors u16; filler16_bits u16; enum_cache EnumCache; descriptors[] Object"
    ),
    "FeedbackVector": (
        "HeapObject; shared SharedFunctionInfo; optimized_code_weak_or_smi ~Code|Smi; "
        "closure_feedback_cell_array ClosureFeedbackCellArray; length i32; invocation_count i32; "
        "profiler_ticks i32; _ u32; raw_feedback_slots[] Object"
    ),
    "JSMessageObject": (
        "JSObject; message_type Smi; arguments Object; script Script; stack_frames Object; "
        "shared_info SharedFunctionInfo|Undefined; bytecode_offset Smi; start_position Smi; end_position Smi; "
        "error_level Smi"
    ),
    "JSRegExpStringIterator": "JSObject; iterating_reg_exp Object; iterated_string String; flags Smi",
    "JSTypedArray": "JSArrayBufferView; length word; external_pointer ptr; base_pointer ByteArray|Smi",
    "Map": (
        "HeapObject; instance_size_in_words u8; inobject_properties_start_or_constructor_function_index u8; "
        "used_or_unused_instance_size_in_words u8; visitor_id u8; instance_type u16; bit_field u8; "
        "bit_field2 u8; bit_field3 u32; _ u32; prototype JSReceiver|Null; constructor_or_back_pointer Object; "
        "instance_descriptors DescriptorArray; layout_descriptor ByteArray|Smi; dependent_code WeakFixedArray; "
        "prototype_validity_cell Smi|Cell; "
        "transitions_or_prototype_info Map|~Map|TransitionArray|PrototypeInfo|Smi"
    ),
    # src/objects/feedback-cell.tq
    "FeedbackCell": "Struct; value Undefined|FeedbackVector|ClosureFeedbackCellArray; interrupt_budget i32; _ u32",
    # src/objects/feedback-vector.h
    "FeedbackMetadata": "HeapObject; slot_count i32; create_closure_slot_count i32; slots[] u32",
    # src/objects/fixed-array.h
    "FixedTypedArrayBase": None,
    # src/objects/js-objects.tq
    "JSBoundFunction": (
        "JSFunctionOrBoundFunction; bound_target_function JSFunction|JSBoundFunction|JSProxy|JSObject; "
        "bound_this Object; bound_arguments FixedArray"
    ),
    # src/objects/module.tq
    "JSModuleNamespace": "JSSpecialObject; module Module",
    # src/objects/objects-definitions.h
    "FeedbackVectorX": None,
    # src/objects/shared-function-info.tq
    "UncompiledDataWithPreparseData": "UncompiledData; preparse_data PreparseData",
    "UncompiledDataWithoutPreparseData": "UncompiledData",
}
