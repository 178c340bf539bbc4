"""The classes of heap objects, all their fields, V8 14.6 (Node 26)."""

AFTER = "classes_14_1"

CLASSES = {
    # src/builtins/base.tq
    "SimpleNameDictionary": "HashTable",
    # src/builtins/bigint.tq
    "MutableBigInt": None,
    # src/objects/api-callbacks.tq
    "AccessorInfo": "HeapObject; data Object; name Name; maybe_redirected_getter ptr; setter ptr; flags u32; _ u32",
    # src/objects/cpp-heap-external-object.tq
    "CppHeapExternalObject": "HeapObject; cpp_heap_wrappable ptr",
    # src/objects/fixed-array.tq
    "WeakHomomorphicFixedArray": "HeapObject; length Smi; objects[] Object",
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": (
        "JSAPIObjectWithEmbedderSlots; views_or_detach_key ~JSArrayBufferView|Smi|Cell; byte_length word; "
        "max_byte_length word; backing_store ptr; extension ptr; bit_field u32; _ u32"
    ),
    "JSDetachedTypedArray": "JSTypedArray",
    # src/objects/js-generator.tq
    "JSAsyncFunctionObject": (
        "JSGeneratorObject; promise JSPromise; await_resolve_closure JSFunction|Undefined; "
        "await_reject_closure JSFunction|Undefined"
    ),
    # src/objects/js-interceptor-map.tq
    "JSInterceptorMap": "ExtendedMap; extended_padding[] u8",
    # src/objects/js-iterator-helpers.tq
    "JSIteratorConcatHelper": "JSIteratorHelperSimple; iterables FixedArray; current Smi",
    "JSIteratorDropHelper": "JSIteratorHelperSimple; remaining Smi|HeapNumber",
    "JSIteratorFilterHelper": "JSIteratorHelperSimple; predicate Callable; counter Smi|HeapNumber",
    "JSIteratorFlatMapHelper": (
        "JSIteratorHelperSimple; mapper Callable; counter Smi|HeapNumber; inner_iterator.object JSReceiver; "
        "inner_iterator.next Object"
    ),
    "JSIteratorHelper": "JSObject; state Smi",
    "JSIteratorHelperSimple": (
        "JSIteratorHelper; underlying_iterator.object JSReceiver; underlying_iterator.next Object"
    ),
    "JSIteratorMapHelper": "JSIteratorHelperSimple; mapper Callable; counter Smi|HeapNumber",
    "JSIteratorTakeHelper": "JSIteratorHelperSimple; remaining Smi|HeapNumber",
    "JSIteratorZipHelper": (
        "JSIteratorHelper; underlying_iterators FixedArray; mode Smi; active_count Smi; _ FixedArray"
    ),
    "JSIteratorZipKeyedHelper": "JSIteratorZipHelper; keys FixedArray",
    # src/objects/js-objects.tq
    "JSDate": (
        "JSObject; value f64; year Smi|HeapNumber; month Smi|HeapNumber; day Smi|HeapNumber; "
        "weekday Smi|HeapNumber; hour Smi|HeapNumber; min Smi|HeapNumber; sec Smi|HeapNumber; "
        "cache_stamp Smi|HeapNumber"
    ),
    "JSGlobalObject": "JSSpecialObject; global_proxy JSGlobalProxy; global_proxy_for_api JSGlobalProxy",
    # src/objects/js-raw-json.tq
    "JSRawJson": "JSObject",
    # src/objects/js-regexp.tq
    "JSRegExp": "JSObject; data RegExpData|Smi; flags Smi|Undefined",
    # src/objects/js-weak-refs.tq
    "WeakCell": (
        "HeapObject; finalization_registry JSFinalizationRegistry|Undefined; holdings Object; "
        "target Undefined|JSReceiver|Symbol; unregister_token Undefined|JSReceiver|Symbol; "
        "prev Undefined|WeakCell; next Undefined|WeakCell; key_list_prev Undefined|WeakCell; "
        "key_list_next Undefined|WeakCell"
    ),
    # src/objects/literal-objects.tq
    "PrototypeSharedClosureInfo": (
        "Struct; boilerplate_description ObjectBoilerplateDescription; "
        "closure_feedback_cell_array ClosureFeedbackCellArray; context Context"
    ),
    # src/objects/map.tq
    "ExtendedMap": "Map; bit_field_ex u8",
    "Map": (
        "HeapObject; instance_size_in_words u8; inobject_properties_start_or_constructor_function_index u8; "
        "used_or_unused_instance_size_in_words u8; visitor_id u8; instance_type u16; bit_field u8; "
        "bit_field2 u8; bit_field3 u32; _ u32; prototype JSReceiver|Null; constructor_or_back_pointer Object; "
        "instance_descriptors DescriptorArray|WasmStruct; dependent_code WeakArrayList|Map; "
        "prototype_validity_cell Smi|Cell; "
        "transitions_or_prototype_info Map|~Map|TransitionArray|PrototypeInfo|PrototypeSharedClosureInfo|Smi"
    ),
    # src/objects/microtask.tq
    "AsyncResumeTask": "Microtask; generator JSGeneratorObject; value Object; kind Smi",
    "CallableTask": "Microtask; callable JSReceiver; context NativeContext",
    "CallbackTask": "Microtask; callback Foreign; data Object",
    # src/objects/module.tq
    "JSDeferredModuleNamespace": "JSModuleNamespace",
    "Module": (
        "HeapObject; exports HashTable; hash Smi; status Smi; module_namespace Cell|Undefined; "
        "deferred_module_namespace Cell|Undefined; exception Object; top_level_capability JSPromise|Undefined"
    ),
    # src/objects/property-cell.tq
    "ContextSidePropertyCell": None,
    # src/objects/prototype-info.tq
    "PrototypeInfo": (
        "Struct; module_namespace JSModuleNamespace|Undefined; prototype_users WeakArrayList|Smi; "
        "prototype_chain_enum_cache FixedArray|Smi|Undefined; registry_slot Smi; bit_field Smi; "
        "derived_maps WeakArrayList|Undefined; "
        "prototype_shared_closure_info PrototypeSharedClosureInfo|Undefined; cached_handler_0 Object; "
        "cached_handler_1 Object"
    ),
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": (
        "HeapObject; trusted_function_data ExposedTrustedObject|Smi; untrusted_function_data Object; "
        "name_or_scope_info String|Smi|ScopeInfo; "
        "outer_scope_info_or_feedback_metadata ScopeInfo|FeedbackMetadata|TheHole; script Script|Undefined; "
        "length u16; formal_parameter_count u16; function_token_offset u16; expected_nof_properties u8; "
        "flags2 u8; flags u32; function_literal_id i32; unique_id i32; age u16; feedback_slot u16"
    ),
    # src/objects/templates.tq
    "FunctionTemplateInfo": (
        "TemplateInfoWithProperties; class_name String|Undefined; interface_name String|Undefined; "
        "signature FunctionTemplateInfo|Undefined; rare_data FunctionTemplateRareData|Undefined; "
        "shared_function_info SharedFunctionInfo|Undefined; cached_property_name Object; callback_data Object; "
        "flag u32; length i16; instance_type u16; exception_context u32; _ u32; callback ptr"
    ),
}
