"""The classes of heap objects, all their fields, V8 8.1 (Node 14.0)."""

AFTER = "classes_7_9"

CLASSES = {
    # src/builtins/base.tq
    "JSContextExtensionObject": "JSObject",
    "JSError": "JSObject",
    "JSFinalizationGroup": None,
    "JSFinalizationGroupCleanupIterator": None,
    "SourcePositionTableWithFrameCache": None,
    "Tuple3": None,
    # src/objects/api-callbacks.tq
    "AccessorInfo": (
        "Struct; name Name|Undefined; flags Smi; expected_receiver_type Object; setter Foreign|Smi; "
        "getter Foreign|Smi; js_getter Foreign|Smi; data Object"
    ),
    # src/objects/arguments.tq
    "SloppyArgumentsElements": (
        "FixedArrayBase; context Context; arguments FixedArray|NumberDictionary; mapped_entries[] Smi|TheHole"
    ),
    # src/objects/data-handler.tq
    "DataHandler": (
        "Struct; smi_handler Smi|Code|CodeWrapper|CodeDataContainer; validity_cell Smi|Cell; data1 Object; "
        "data2 Object; data3 Object"
    ),
    # src/objects/debug-objects.tq
    "BreakPoint": "Struct; id Smi; condition String",
    "BreakPointInfo": "Struct; source_position Smi; break_points FixedArray|BreakPoint|Undefined",
    "DebugInfo": (
        "Struct; shared SharedFunctionInfo; debugger_hints Smi; script Undefined|Script; "
        "original_bytecode_array Undefined|BytecodeArray; debug_bytecode_array Undefined|BytecodeArray; "
        "break_points FixedArray; flags Smi; coverage_info FixedArray|Undefined"
    ),
    # src/objects/js-objects.tq
    "JSCustomElementsObject": "JSObject",
    "JSFunction": (
        "JSFunctionOrBoundFunction; shared SharedFunctionInfo; context Context; feedback_cell FeedbackCell; "
        "code Code|Smi; prototype_or_initial_map JSReceiver|Map|TheHole"
    ),
    "JSGlobalProxy": "JSSpecialObject; native_context Object",
    "JSPrimitiveWrapper": "JSCustomElementsObject; value Object",
    "JSSpecialObject": "JSCustomElementsObject",
    # src/objects/js-regexp-string-iterator.tq
    "JSRegExpStringIterator": "JSObject; iterating_reg_exp JSReceiver; iterated_string String; flags Smi",
    # src/objects/js-weak-refs.tq
    "JSFinalizationRegistry": (
        "JSObject; native_context NativeContext; cleanup JSFunction|JSBoundFunction|JSProxy|JSObject; "
        "active_cells Undefined|WeakCell; cleared_cells Undefined|WeakCell; key_map Object; "
        "next_dirty Undefined|JSFinalizationRegistry; flags Smi"
    ),
    "WeakCell": (
        "HeapObject; finalization_registry Undefined|JSFinalizationRegistry; target Undefined|JSReceiver; "
        "unregister_token Object; holdings Object; prev Undefined|WeakCell; next Undefined|WeakCell; "
        "key_list_prev Undefined|WeakCell; key_list_next Undefined|WeakCell"
    ),
    # src/objects/map.tq
    "Map": (
        "HeapObject; instance_size_in_words u8; inobject_properties_start_or_constructor_function_index u8; "
        "used_or_unused_instance_size_in_words u8; visitor_id u8; instance_type u16; bit_field u8; "
        "bit_field2 u8; bit_field3 u32; _ u32; prototype JSReceiver|Null; constructor_or_back_pointer Object; "
        "instance_descriptors DescriptorArray; dependent_code WeakFixedArray; prototype_validity_cell Smi|Cell; "
        "transitions_or_prototype_info Map|~Map|TransitionArray|PrototypeInfo|Smi"
    ),
    # src/objects/module.tq
    "Module": (
        "HeapObject; exports HashTable; hash Smi; status Smi; module_namespace JSModuleNamespace|Undefined; "
        "exception Object"
    ),
    # src/objects/name.tq
    "Name": "PrimitiveHeapObject; hash_field u32",
    "Symbol": "Name; flags u32; name String|Undefined",
    # src/objects/objects-definitions.h
    "StringTable": None,
    # src/objects/oddball.tq
    "Oddball": (
        "PrimitiveHeapObject; to_number_raw f64; to_string String; to_number Smi|HeapNumber; type_of String; "
        "kind Smi"
    ),
    # src/objects/ordered-hash-table.tq
    "SmallOrderedHashMap": (
        "SmallOrderedHashTable; number_of_elements u8; number_of_deleted_elements u8; number_of_buckets u8; "
        "padding[] u8"
    ),
    "SmallOrderedHashSet": (
        "SmallOrderedHashTable; number_of_elements u8; number_of_deleted_elements u8; number_of_buckets u8; "
        "padding[] u8"
    ),
    "SmallOrderedHashTable": "HeapObject",
    "SmallOrderedNameDictionary": (
        "SmallOrderedHashTable; hash i32; number_of_elements u8; number_of_deleted_elements u8; "
        "number_of_buckets u8; _ u8; data_table[] {NameDictionaryEntry}"
    ),
    # src/objects/promise.tq
    "PromiseReactionJobTask": (
        "Microtask; argument Object; context Context; "
        "handler JSFunction|JSBoundFunction|JSProxy|JSObject|Undefined; "
        "promise_or_capability JSPromise|PromiseCapability|Undefined; continuation_preserved_embedder_data Object"
    ),
    "PromiseResolveThenableJobTask": (
        "Microtask; context Context; promise_to_resolve JSPromise; thenable JSReceiver; then JSReceiver"
    ),
    # src/objects/property-descriptor-object.tq
    "PropertyDescriptorObject": "Struct; flags Smi; value Object; get Object; set Object",
    # src/objects/prototype-info.tq
    "PrototypeInfo": (
        "Struct; module_namespace JSModuleNamespace|Undefined; prototype_users WeakArrayList|Smi; "
        "prototype_chain_enum_cache FixedArray|Smi|Undefined; registry_slot Smi; validity_cell Object; "
        "object_create_map ~Map|Undefined; bit_field Smi"
    ),
    # src/objects/script.tq
    "Script": (
        "Struct; source String|Undefined; name Object; line_offset Smi; column_offset Smi; "
        "context_data Smi|Undefined|Symbol; script_type Smi; line_ends FixedArray|Undefined; id Smi; "
        "eval_from_shared_or_wrapped_arguments SharedFunctionInfo|FixedArray|Undefined; "
        "eval_from_position Smi|Foreign; infos WeakFixedArray|WeakArrayList; flags Smi; "
        "source_url String|Undefined; source_mapping_url Object; host_defined_options FixedArray"
    ),
    # src/objects/shared-function-info.tq
    "InterpreterData": "Struct; bytecode_array BytecodeArray; interpreter_trampoline Code|Smi",
    "PreparseData": "HeapObject; data_length i32; children_length i32; data[] u8",
    "SharedFunctionInfo": (
        "HeapObject; function_data Object; name_or_scope_info String|Smi|ScopeInfo; "
        "outer_scope_info_or_feedback_metadata HeapObject; script Script|DebugInfo|Undefined; length i16; "
        "formal_parameter_count u16; function_token_offset i16; expected_nof_properties u8; flags2 u8; "
        "flags u32; function_literal_id i32"
    ),
    # src/objects/source-text-module.tq
    "SourceTextModule": (
        "Module; code SharedFunctionInfo|JSFunction|JSGeneratorObject|FixedArray; regular_exports FixedArray; "
        "regular_imports FixedArray; requested_modules FixedArray; script Script; import_meta TheHole|JSObject; "
        "async_parent_modules FixedArray; top_level_capability JSPromise|Undefined; dfs_index Smi; "
        "dfs_ancestor_index Smi; pending_async_dependencies Smi; flags Smi"
    ),
    # src/objects/stack-frame-info.tq
    "StackFrameInfo": (
        "Struct; line_number Smi; column_number Smi; promise_combinator_index Smi; script_id Smi; "
        "wasm_function_index Smi; script_name Object; script_name_or_source_url Object; "
        "function_name String|Null|Undefined; method_name String|Null|Undefined; "
        "type_name String|Null|Undefined; eval_origin String|Null|Undefined; "
        "wasm_module_name String|Null|Undefined; wasm_instance WasmInstanceObject|Null|Undefined; flag Smi"
    ),
    # src/objects/template-objects.tq
    "CachedTemplateObject": "Struct; slot_id Smi; template_object JSArray; next CachedTemplateObject|TheHole",
    # src/objects/template.tq
    "FunctionTemplateInfo": (
        "TemplateInfo; call_code CallHandlerInfo|Undefined; class_name String|Undefined; "
        "signature FunctionTemplateInfo|Undefined; rare_data FunctionTemplateRareData|Undefined; "
        "shared_function_info SharedFunctionInfo|Undefined; flag Smi; length Smi; cached_property_name Object"
    ),
    "TemplateInfo": (
        "Struct; tag Smi; serial_number Smi; number_of_properties Smi; property_list FixedArray|Undefined; "
        "property_accessors FixedArray|Undefined"
    ),
}
