"""The classes of heap objects, all their fields, V8 12.9 (Node 23)."""

AFTER = "classes_12_4"

CLASSES = {
    # src/builtins/base.tq
    "JSApiObject": "JSAPIObjectWithEmbedderSlots",
    # src/objects/bytecode-array.tq
    "BytecodeArray": (
        "ExposedTrustedObject; length Smi; wrapper BytecodeWrapper; source_position_table TrustedByteArray|Smi; "
        "handler_table TrustedByteArray|Smi; constant_pool TrustedFixedArray|Smi; frame_size i32; "
        "parameter_size u16; max_arguments u16; incoming_new_target_or_generator_register i32; _ u32; bytes[] u8"
    ),
    "BytecodeWrapper": "Struct; bytecode BytecodeArray",
    # src/objects/call-site-info.tq
    "CallSiteInfo": (
        "Struct; code_object Code|BytecodeArray; receiver_or_instance Object; function JSFunction|Smi; "
        "code_offset_or_source_position Smi; flags Smi; parameters FixedArray"
    ),
    # src/objects/code.h
    "Code": (
        "ExposedTrustedObject; deoptimization_data_or_interpreter_data Object; position_table Object; "
        "wrapper Object; instruction_stream Object; instruction_start ptr; flags u32; instruction_size u32; "
        "metadata_size u32; inlined_bytecode_size u32; osr_offset u32; handler_table_offset u32; "
        "unwinding_info_offset u32; code_comments_offset u32; parameter_count u16; builtin_id i16; _ u32"
    ),
    # src/objects/debug-objects.tq
    "PromiseOnStack": None,
    # src/objects/feedback-cell.tq
    "FeedbackCell": (
        "Struct; value Undefined|FeedbackVector|ClosureFeedbackCellArray; dispatch_handle i32; "
        "interrupt_budget i32"
    ),
    # src/objects/feedback-vector.tq
    "ClosureFeedbackCellArray": "HeapObject; length Smi; objects[] FeedbackCell",
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; _ u32; invocation_count_before_stable u8; osr_state u8; "
        "flags u16; shared SharedFunctionInfo; closure_feedback_cell_array ClosureFeedbackCellArray; "
        "parent_feedback_cell FeedbackCell; raw_feedback_slots[] Object"
    ),
    # src/objects/fixed-array.tq
    "ByteArray": "FixedArrayBase; values[] u8",
    "ExternalPointerArray": None,
    "FixedDoubleArray": "FixedArrayBase; values[] f64",
    "ProtectedWeakFixedArray": "TrustedObject; length Smi; objects[] TrustedObject|Smi",
    "TrustedByteArray": "TrustedObject; length Smi; values[] u8",
    "TrustedWeakFixedArray": "TrustedObject; length Smi; objects[] Object",
    # src/objects/foreign.tq
    "TrustedForeign": "TrustedObject; foreign_address ptr",
    # src/objects/free-space.tq
    "FreeSpace": "HeapObject",
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": (
        "JSAPIObjectWithEmbedderSlots; detach_key Object; byte_length word; max_byte_length word; "
        "backing_store ptr; extension ptr; bit_field u32; _ u32"
    ),
    "JSArrayBufferView": (
        "JSAPIObjectWithEmbedderSlots; buffer JSArrayBuffer; bit_field u32; _ u32; byte_offset word; "
        "byte_length word"
    ),
    # src/objects/js-disposable-stack.tq
    "JSAsyncDisposableStack": "JSDisposableStackBase",
    "JSDisposableStackBase": "JSObject; stack FixedArray; status Smi; error Object|Hole; error_message Object|Hole",
    "JSSyncDisposableStack": "JSDisposableStackBase",
    # src/objects/js-iterator-helpers.tq
    "JSIteratorHelper": "JSObject; underlying_object JSReceiver|Null|Undefined; underlying_next Object",
    # src/objects/js-objects.tq
    "JSAPIObjectWithEmbedderSlots": "JSObject; cpp_heap_wrappable ptr",
    "JSDate": (
        "JSObject; value f64; year Undefined|Smi|HeapNumber; month Undefined|Smi|HeapNumber; "
        "day Undefined|Smi|HeapNumber; weekday Undefined|Smi|HeapNumber; hour Undefined|Smi|HeapNumber; "
        "min Undefined|Smi|HeapNumber; sec Undefined|Smi|HeapNumber; cache_stamp Undefined|Smi|HeapNumber"
    ),
    "JSSpecialObject": "JSCustomElementsObject; cpp_heap_wrappable ptr",
    # src/objects/js-regexp.tq
    "AtomRegExpData": "RegExpData; pattern String",
    "IrRegExpData": (
        "RegExpData; latin1_bytecode TrustedByteArray|Smi; uc16_bytecode TrustedByteArray|Smi; "
        "latin1_code Code|Smi; uc16_code Code|Smi; capture_name_map FixedArray|Smi; max_register_count Smi; "
        "capture_count Smi; ticks_until_tier_up Smi; backtrack_limit Smi"
    ),
    "JSRegExp": "JSObject; data RegExpData|Smi; source String|Undefined; flags Smi|Undefined",
    "RegExpData": "ExposedTrustedObject; type_tag Smi; source String; flags Smi; wrapper RegExpDataWrapper",
    "RegExpDataWrapper": "Struct; data RegExpData|Smi",
    # src/objects/literal-objects.tq
    "ObjectBoilerplateDescription": "HeapObject; length Smi; backing_store_size Smi; flags Smi; raw_entries[] Object",
    "RegExpBoilerplateDescription": "Struct; data RegExpData|Smi; source String; flags Smi",
    # src/objects/map.tq
    "Map": (
        "HeapObject; instance_size_in_words u8; inobject_properties_start_or_constructor_function_index u8; "
        "used_or_unused_instance_size_in_words u8; visitor_id u8; instance_type u16; bit_field u8; "
        "bit_field2 u8; bit_field3 u32; _ u32; prototype JSReceiver|Null; constructor_or_back_pointer Object; "
        "instance_descriptors DescriptorArray|WasmStruct; dependent_code WeakArrayList; "
        "prototype_validity_cell Smi|Cell; "
        "transitions_or_prototype_info Map|~Map|TransitionArray|PrototypeInfo|Smi"
    ),
    # src/objects/property-cell.tq
    "ConstTrackingLetCell": None,
    "ContextSidePropertyCell": "HeapObject; property_details_raw Smi; dependent_code WeakArrayList",
    # src/objects/property-descriptor-object.tq
    "PropertyDescriptorObject": (
        "Struct; flags Smi; value Object; get Object|FunctionTemplateInfo|TheHole; "
        "set Object|FunctionTemplateInfo|TheHole"
    ),
    # src/objects/scope-info.tq
    "ScopeInfo": (
        "HeapObject; raw_flags u32; _ u32; parameter_count Smi; context_local_count Smi; "
        "position_info_start Smi; position_info_end Smi; parts[] Object"
    ),
    # src/objects/shared-function-info.h
    "UncompiledData": "ExposedTrustedObject; inferred_name String; start_position i32; end_position i32",
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": (
        "HeapObject; trusted_function_data ExposedTrustedObject|Smi; untrusted_function_data Object; "
        "name_or_scope_info String|Smi|ScopeInfo; outer_scope_info_or_feedback_metadata HeapObject; "
        "script Script|Undefined; length u16; formal_parameter_count u16; function_token_offset u16; "
        "expected_nof_properties u8; flags2 u8; flags u32; function_literal_id i32; unique_id i32; age u16; _ u16"
    ),
    "SharedFunctionInfoWrapper": "TrustedObject; shared_info SharedFunctionInfo",
    # src/objects/source-text-module.tq
    "ModuleRequest": "Struct; specifier String; import_attributes FixedArray; flags Smi",
    # src/objects/templates.tq
    "DictionaryTemplateInfo": "TemplateInfo; property_names FixedArray",
    "FunctionTemplateInfo": (
        "TemplateInfoWithProperties; class_name String|Undefined; interface_name String|Undefined; "
        "signature FunctionTemplateInfo|Undefined; rare_data FunctionTemplateRareData|Undefined; "
        "shared_function_info SharedFunctionInfo|Undefined; cached_property_name Object; callback_data Object; "
        "flag u32; length i16; instance_type u16; exception_context u32; _ u32; maybe_redirected_callback ptr"
    ),
    "ObjectTemplateInfo": "TemplateInfoWithProperties; constructor FunctionTemplateInfo|Undefined; data Smi",
    "TemplateInfo": "HeapObject; template_info_flags Smi",
    "TemplateInfoWithProperties": (
        "TemplateInfo; number_of_properties Smi; property_list ArrayList|Undefined; "
        "property_accessors ArrayList|Undefined"
    ),
}
