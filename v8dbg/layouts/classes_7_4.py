"""The classes of heap objects, all their fields, V8 7.4 (Node 12.0)."""

AFTER = None

CLASSES = {
    # src/builtins/base.tq
    "AccessCheckInfo": (
        "Struct; callback Foreign|Smi|Undefined; named_interceptor InterceptorInfo|Smi|Undefined; "
        "indexed_interceptor InterceptorInfo|Smi|Undefined; data Object"
    ),
    "AccessorInfo": (
        "Struct; name Object; flags Smi; expected_receiver_type Object; setter Foreign|Smi; getter Foreign|Smi; "
        "js_getter Foreign|Smi; data Object"
    ),
    "AccessorPair": "Struct; getter Object; setter Object",
    "AliasedArgumentsEntry": "Struct; aliased_context_slot Smi",
    "ArrayBoilerplateDescription": "Struct; flags Smi; constant_elements FixedArrayBase",
    "AsyncGeneratorRequest": (
        "Struct; next AsyncGeneratorRequest|Undefined; resume_mode Smi; value Object; promise JSPromise"
    ),
    "BreakPoint": "Tuple2",
    "BreakPointInfo": "Tuple2",
    "ByteArray": "FixedArrayBase; bytes[] u8",
    "BytecodeArray": (
        "FixedArrayBase; constant_pool FixedArray; handler_table ByteArray; source_position_table Object; "
        "frame_size i32; parameter_size i32; incoming_new_target_or_generator_register i32; "
        "interrupt_budget i32; osr_nesting_level i8; bytecode_age i8; bytes[] u8"
    ),
    "CallHandlerInfo": "Struct; callback Foreign|Undefined|Smi; js_callback Foreign|Undefined|Smi; data Object",
    "CallableTask": "Microtask; callable JSReceiver; context Context",
    "CallbackTask": "Microtask; callback Foreign; data Foreign",
    "Cell": "HeapObject; value Object",
    "ClassPositions": "Struct; start Smi; end Smi",
    "ConsString": "String; first String; second String",
    "DataHandler": "Struct; smi_handler Object; validity_cell Smi|Cell; data1 Object; data2 Object; data3 Object",
    "DebugInfo": (
        "Struct; shared_function_info SharedFunctionInfo; debugger_hints Smi; script Undefined|Script; "
        "original_bytecode_array Undefined|BytecodeArray; debug_bytecode_array Undefined|BytecodeArray; "
        "break_points FixedArray; flags Smi; coverage_info FixedArray|Undefined"
    ),
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; number_of_marked_descriptors u16; "
        "_ u16; enum_cache Tuple2; descriptors[] Object"
    ),
    "EmbedderDataArray": "HeapObject; length Smi; slots[] word",
    "EnumCache": "Struct; keys FixedArray; indices FixedArray",
    "EphemeronHashTable": "HashTable",
    "ExternalString": "String; resource ptr; resource_data ptr",
    "FeedbackCell": "Struct; value Undefined|FeedbackVector|FixedArray",
    "FeedbackVector": (
        "HeapObject; shared SharedFunctionInfo; optimized_code_weak_or_smi ~Code|Smi; length i32; "
        "invocation_count i32; profiler_ticks i32; _ u32; raw_feedback_slots[] Object"
    ),
    "FixedArray": "FixedArrayBase; objects[] Object",
    "FixedArrayBase": "HeapObject; length Smi",
    "FixedDoubleArray": "FixedArrayBase; floats[] f64",
    "Foreign": "HeapObject; address ptr",
    "FreeSpace": "HeapObject; size Smi; next FreeSpace|Object",
    "FunctionTemplateInfo": (
        "TemplateInfo; call_code Object; class_name Object; signature Object; rare_data HeapObject; "
        "shared_function_info Object; flag Smi; length Smi; cached_property_name Object"
    ),
    "FunctionTemplateRareData": (
        "Struct; prototype_template Object; prototype_provider_template Object; parent_template Object; "
        "named_property_handler Object; indexed_property_handler Object; instance_template Object; "
        "instance_call_handler Object; access_check_info Object"
    ),
    "GlobalDictionary": "HashTable",
    "HashTable": "FixedArray; number_of_elements Smi; number_of_deleted_elements Smi; capacity Smi",
    "HeapNumber": "PrimitiveHeapObject; value f64",
    "InterceptorInfo": (
        "Struct; getter Foreign|Smi|Undefined; setter Foreign|Smi|Undefined; query Foreign|Smi|Undefined; "
        "descriptor Foreign|Smi|Undefined; deleter Foreign|Smi|Undefined; enumerator Foreign|Smi|Undefined; "
        "definer Foreign|Smi|Undefined; data Object; flags Smi"
    ),
    "InterpreterData": "Struct; bytecode_array BytecodeArray; interpreter_trampoline HeapObject",
    "JSApiObject": "JSObject",
    "JSArgumentsObject": "JSObject",
    "JSArray": "JSObject; length Smi|HeapNumber",
    "JSArrayBuffer": "JSObject; byte_length word; backing_store ptr; bit_field u32; _ u32",
    "JSArrayBufferView": "JSObject; buffer JSArrayBuffer; byte_offset word; byte_length word",
    "JSArrayIterator": "JSObject; iterated_object JSReceiver; next_index Smi|HeapNumber; kind Smi",
    "JSAsyncFromSyncIterator": "JSObject; sync_iterator JSReceiver; next Object",
    "JSAsyncFunctionObject": "JSGeneratorObject; promise JSPromise",
    "JSAsyncGeneratorObject": "JSGeneratorObject; queue HeapObject; is_awaiting Smi",
    "JSBoundFunction": (
        "JSObject; bound_target_function JSFunction|JSBoundFunction|JSProxy|JSObject; bound_this Object; "
        "bound_arguments FixedArray"
    ),
    "JSCollection": "JSObject; table Object",
    "JSCollectionIterator": "JSObject; table Object; index Object",
    "JSDataView": "JSArrayBufferView; data_pointer ptr",
    "JSDate": (
        "JSObject; value Smi|HeapNumber|Undefined; year Undefined|Smi|HeapNumber; "
        "month Undefined|Smi|HeapNumber; day Undefined|Smi|HeapNumber; weekday Undefined|Smi|HeapNumber; "
        "hour Undefined|Smi|HeapNumber; min Undefined|Smi|HeapNumber; sec Undefined|Smi|HeapNumber; "
        "cache_stamp Undefined|Smi|HeapNumber"
    ),
    "JSFinalizationGroup": (
        "JSObject; native_context Context; cleanup Object; active_cells Undefined|WeakCell; "
        "cleared_cells Undefined|WeakCell; key_map Object; next Undefined|JSFinalizationGroup; flags Smi"
    ),
    "JSFinalizationGroupCleanupIterator": "JSObject; finalization_group JSFinalizationGroup",
    "JSFunction": (
        "JSObject; shared SharedFunctionInfo; context Context; feedback_cell FeedbackCell; code HeapObject; "
        "prototype_or_initial_map JSReceiver|Map|TheHole"
    ),
    "JSGeneratorObject": (
        "JSObject; function JSFunction; context Context; receiver Object; input_or_debug_pos Object; "
        "resume_mode Smi|Undefined; continuation Smi; parameters_and_registers FixedArray"
    ),
    "JSGlobalProxy": "JSObject; native_context Object",
    "JSMap": "JSCollection",
    "JSMessageObject": (
        "JSObject; message_type Smi; arguments Object; script Script; stack_frames Object; start_position Smi; "
        "end_position Smi; error_level Smi"
    ),
    "JSModuleNamespace": "JSObject; module Module",
    "JSPrimitiveWrapper": "JSObject; value Object",
    "JSPromise": "JSObject; reactions_or_result Object; flags Smi",
    "JSProxy": "JSReceiver; target JSReceiver|Null; handler JSReceiver|Null",
    "JSReceiver": "HeapObject; properties_or_hash FixedArrayBase|PropertyArray|Smi",
    "JSRegExp": "JSObject; data FixedArray|Undefined; source String|Undefined; flags Smi|Undefined",
    "JSRegExpStringIterator": "JSObject; iterating_regexp Object; iterating_string String; flags Smi",
    "JSSet": "JSCollection",
    "JSSpecialApiObject": "JSSpecialObject",
    "JSStringIterator": "JSObject; string String; index Smi",
    "JSTypedArray": "JSArrayBufferView; tagged_length Object",
    "JSWeakCollection": "JSObject; table Object",
    "JSWeakMap": "JSWeakCollection",
    "JSWeakRef": "JSObject; target Undefined|JSReceiver",
    "JSWeakSet": "JSWeakCollection",
    "Map": (
        "HeapObject; instance_size_in_words u8; inobject_properties_start_or_constructor_function_index u8; "
        "used_or_unused_instance_size_in_words u8; visitor_id u8; instance_type u16; bit_field u8; "
        "bit_field2 u8; bit_field3 u32; _ u32; prototype JSReceiver|Null; constructor_or_back_pointer Object; "
        "transitions_or_prototype_info Map|~Map|TransitionArray|PrototypeInfo|Smi; "
        "instance_descriptors DescriptorArray; layout_descriptor ByteArray|Smi; dependent_code WeakFixedArray; "
        "prototype_validity_cell Smi|Cell"
    ),
    "Microtask": "Struct",
    "Module": (
        "Struct; code SharedFunctionInfo|JSFunction|JSGeneratorObject|FixedArray; exports FixedArray; "
        "regular_exports FixedArray; regular_imports FixedArray; hash Smi; "
        "module_namespace JSModuleNamespace|Undefined; requested_modules FixedArray; status Smi; dfs_index Smi; "
        "dfs_ancestor_index Smi; exception Object; script Script; import_meta TheHole|JSObject"
    ),
    "ModuleInfoEntry": (
        "Struct; export_name String|Undefined; local_name String|Undefined; import_name String|Undefined; "
        "module_request Smi; cell_index Smi; beg_pos Smi; end_pos Smi"
    ),
    "Name": "HeapObject; hash_field u32",
    "NameDictionary": "HashTable",
    "NumberDictionary": "HashTable",
    "ObjectBoilerplateDescription": "FixedArray",
    "ObjectTemplateInfo": "TemplateInfo; constructor Object; data Object",
    "Oddball": "HeapObject; to_number_raw f64; to_string String; to_number Smi|HeapNumber; type_of String; kind Smi",
    "OrderedHashMap": "FixedArray; number_of_elements Object; number_of_deleted_elements Smi; number_of_buckets Smi",
    "OrderedHashSet": "FixedArray; number_of_elements Object; number_of_deleted_elements Smi; number_of_buckets Smi",
    "OrderedNameDictionary": (
        "FixedArray; number_of_elements Object; number_of_deleted_elements Smi; number_of_buckets Smi"
    ),
    "PreparseData": "HeapObject; data_length i32; inner_length i32; data[] u8",
    "PromiseCapability": "Struct; promise JSReceiver|Undefined; resolve Object; reject Object",
    "PromiseFulfillReactionJobTask": "PromiseReactionJobTask",
    "PromiseReaction": (
        "Struct; next PromiseReaction|Smi; reject_handler JSFunction|JSBoundFunction|JSProxy|JSObject|Undefined; "
        "fulfill_handler JSFunction|JSBoundFunction|JSProxy|JSObject|Undefined; "
        "promise_or_capability JSPromise|PromiseCapability|Undefined"
    ),
    "PromiseReactionJobTask": (
        "Microtask; argument Object; context Context; "
        "handler JSFunction|JSBoundFunction|JSProxy|JSObject|Undefined; "
        "promise_or_capability JSPromise|PromiseCapability|Undefined"
    ),
    "PromiseRejectReactionJobTask": "PromiseReactionJobTask",
    "PromiseResolveThenableJobTask": (
        "Microtask; context Context; promise_to_resolve JSPromise; then JSReceiver; thenable JSReceiver"
    ),
    "PropertyArray": "HeapObject; length_and_hash Smi; objects[] Object",
    "PropertyCell": (
        "HeapObject; name Symbol|String; property_details_raw Smi; value Object; dependent_code WeakFixedArray"
    ),
    "PrototypeInfo": (
        "Struct; module_namespace JSModuleNamespace|Undefined; prototype_users WeakArrayList|Smi; "
        "registry_slot Smi; validity_cell Object; object_create_map Map|Undefined; bit_field Smi"
    ),
    "RegExpMatchInfo": "FixedArray",
    "Script": (
        "Struct; source Object; name Object; line_offset Smi; column_offset Smi; context Object; "
        "script_type Smi; line_ends Object; id Smi; eval_from_shared_or_wrapped_arguments Object; "
        "eval_from_position Smi; infos Object; flags Smi; source_url Object; source_mapping_url Object; "
        "host_defined_options Object"
    ),
    "ScriptContextTable": "FixedArray",
    "SeqOneByteString": "SeqString; chars[] u8",
    "SeqString": "String",
    "SeqTwoByteString": "SeqString; chars[] u16",
    "SharedFunctionInfo": (
        "HeapObject; function_data Object; name_or_scope_info Object; "
        "outer_scope_info_or_feedback_metadata HeapObject; script Script|DebugInfo|Undefined; length i16; "
        "formal_parameter_count u16; expected_nof_properties u16; function_token_offset i16; flags i32; "
        "function_literal_id i32"
    ),
    "SimpleNumberDictionary": "HashTable",
    "SlicedString": "String; parent String; offset Smi",
    "SourcePositionTableWithFrameCache": "Struct; source_position_table ByteArray; stack_frame_cache Object",
    "StackFrameInfo": (
        "Struct; line_number Smi; column_number Smi; script_id Smi; "
        "script_name String|Null|Undefined; script_name_or_source_url String|Null|Undefined; "
        "function_name String|Null|Undefined; flag Smi; id Smi|Undefined"
    ),
    "StackTraceFrame": (
        "Struct; frame_array FixedArray|Undefined; frame_index Smi; frame_info StackFrameInfo|Undefined; id Smi"
    ),
    "String": "Name; length i32",
    "Struct": "HeapObject",
    "Symbol": "Name; flags i32; name Object",
    "TemplateInfo": (
        "Struct; tag Object; serial_number Object; number_of_properties Smi; property_list Object; "
        "property_accessors Object"
    ),
    "TemplateList": "FixedArray",
    "TemplateObjectDescription": "Struct; raw_strings FixedArray; cooked_strings FixedArray",
    "ThinString": "String; actual String",
    "TransitionArray": "WeakFixedArray",
    "Tuple2": "Struct; value1 Object; value2 Object",
    "Tuple3": "Tuple2; value3 Object",
    "WeakArrayList": "HeapObject; capacity Smi; length Smi; objects[] Object",
    "WeakCell": (
        "HeapObject; finalization_group Undefined|JSFinalizationGroup; target Undefined|JSReceiver; "
        "holdings Object; prev Undefined|WeakCell; next Undefined|WeakCell; key Object; "
        "key_list_prev Undefined|WeakCell; key_list_next Undefined|WeakCell"
    ),
    "WeakFixedArray": "HeapObject; length Smi; objects[] Object",
    # src/builtins/bigint.tq
    "BigIntBase": "PrimitiveHeapObject; bitfield u32; _ u32; digits[] u64",
    "MutableBigInt": "BigIntBase",
    # src/ic/handler-configuration.tq
    "LoadHandler": "DataHandler",
    "StoreHandler": "DataHandler",
    # src/objects/allocation-site.h
    "AllocationSite": (
        "HeapObject; transition_info_or_boilerplate Object; nested_site Object; "
        "dependent_code WeakFixedArray|WeakArrayList; pretenure_data i32; pretenure_create_count i32; "
        "weak_next Object"
    ),
    # src/objects/allocation-site.tq
    "AllocationMemento": "Struct; allocation_site AllocationSite",
    # src/objects/bigint.h
    "BigInt": "BigIntBase",
    # src/objects/code.h
    "Code": (
        "HeapObject; relocation_info Object; deoptimization_data_or_interpreter_data Object; "
        "position_table Object; code_data_container Object; instruction_size u32; flags u32; "
        "safepoint_table_offset u32; handler_table_offset u32; code_comments_offset u32; builtin_id i32; "
        "instructions[] u8"
    ),
    "CodeDataContainer": "HeapObject; next_code_link Object; kind_specific_flags u32",
    # src/objects/contexts.tq
    "Context": "HeapObject; length Smi; elements[] Object",
    "NativeContext": "Context",
    # src/objects/feedback-vector.h
    "FeedbackMetadata": "HeapObject; slot_count i32; slots[] u32",
    # src/objects/fixed-array.h
    "FixedTypedArrayBase": "FixedArrayBase; base_pointer Object; external_pointer ptr",
    # src/objects/fixed-array.tq
    "ArrayList": "FixedArray",
    # src/objects/js-collection.tq
    "JSMapIterator": "JSCollectionIterator",
    "JSMapKeyIterator": "JSMapIterator",
    "JSMapKeyValueIterator": "JSMapIterator",
    "JSMapValueIterator": "JSMapIterator",
    "JSSetIterator": "JSCollectionIterator",
    "JSSetKeyValueIterator": "JSSetIterator",
    "JSSetValueIterator": "JSSetIterator",
    # src/objects/js-objects.tq
    "JSFunctionOrBoundFunction": "JSObject",
    "JSGlobalObject": "JSSpecialObject; native_context NativeContext; global_proxy JSGlobalProxy",
    "JSObject": "JSReceiver; elements FixedArrayBase",
    "JSSpecialObject": "JSObject",
    # src/objects/objects-definitions.h
    "FeedbackVectorX": (
        "HeapObject; shared_function_info SharedFunctionInfo; optimized_code_weak_or_smi ~Code|Smi; length i32; "
        "invocation_count i32; profiler_ticks i32; _ u32; raw_feedback_slots[] Object"
    ),
    "StringTable": "HashTable",
    # src/objects/primitive-heap-object.tq
    "PrimitiveHeapObject": "HeapObject",
    # src/objects/scope-info.tq
    "ScopeInfo": "FixedArray; flags Smi; parameter_count Smi; context_local_count Smi; parts[] Object",
    # src/objects/shared-function-info.h
    "UncompiledData": "HeapObject; inferred_name String; start_position i32; end_position i32",
    # src/objects/shared-function-info.tq
    "UncompiledDataWithPreparseData": "UncompiledData; function_literal_id i32; _ u32; preparse_data PreparseData",
    "UncompiledDataWithoutPreparseData": "UncompiledData; function_literal_id i32; _ u32",
}
