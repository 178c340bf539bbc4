"""The classes of heap objects, all their fields, V8 14.1 (Node 25)."""

AFTER = "classes_13_6"

CLASSES = {
    # src/objects/js-proxy.tq
    "JSProxy": "JSReceiver; target JSReceiver|Null; handler JSReceiver|Null; flags i32; _ u32",
    # src/builtins/base.tq
    "DoubleStringCache": "HeapObject",
    # src/objects/api-callbacks.tq
    "InterceptorInfo": (
        "HeapObject; data Object; flags u32; _ u32; getter ptr; setter ptr; query ptr; descriptor ptr; "
        "deleter ptr; enumerator ptr; definer ptr"
    ),
    # src/objects/code.h
    "Code": (
        "ExposedTrustedObject; deoptimization_data_or_interpreter_data Object; position_table Object; "
        "wrapper Object; instruction_stream Object; instruction_start ptr; dispatch_handle u32; flags u32; "
        "instruction_size u32; metadata_size u32; inlined_bytecode_size u32; osr_offset u32; "
        "handler_table_offset u32; unwinding_info_offset u32; code_comments_offset u32; "
        "jump_table_info_offset u32; parameter_count u16; builtin_id i16; _ u32"
    ),
    # src/objects/contexts.tq
    "ContextCell": "HeapObject; tagged_value Object; dependent_code WeakArrayList; state i32; _ u32; double_value f64",
    # src/objects/data-handler.tq
    "DataHandler": "Struct; smi_handler Smi|Code; validity_cell Smi|Cell; data1 Object; data2 Object; data3 Object",
    # src/objects/descriptor-array.tq
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; raw_gc_state u32; flags u32; "
        "_ u32; enum_cache EnumCache; descriptors[] {DescriptorEntry}"
    ),
    # src/objects/hole.tq
    "Hole": "HeapObject",
    # src/objects/js-function.tq
    "JSFunction": (
        "JSFunctionOrBoundFunctionOrWrappedFunction; dispatch_handle i32; _ i32; shared SharedFunctionInfo; "
        "context Context; feedback_cell FeedbackCell"
    ),
    # src/objects/js-regexp.tq
    "IrRegExpData": (
        "RegExpData; latin1_bytecode TrustedByteArray|Smi; uc16_bytecode TrustedByteArray|Smi; "
        "latin1_code Code|Smi; uc16_code Code|Smi; capture_name_map FixedArray|Smi; max_register_count Smi; "
        "capture_count Smi; ticks_until_tier_up Smi; backtrack_limit Smi; bit_field u32; _ u32"
    ),
    # src/objects/prototype-info.tq
    "PrototypeInfo": (
        "Struct; module_namespace JSModuleNamespace|Undefined; prototype_users WeakArrayList|Smi; "
        "prototype_chain_enum_cache FixedArray|Smi|Undefined; registry_slot Smi; bit_field Smi; "
        "derived_maps WeakArrayList|Undefined; cached_handler_0 Object; cached_handler_1 Object"
    ),
}
