"""The classes of heap objects, all their fields, V8 9.0 (Node 16.0)."""

AFTER = "classes_8_6"

CLASSES = {
    # src/builtins/base.tq
    "JSApiObject": "JSObjectWithEmbedderSlots",
    "NameToIndexHashTable": "HashTable",
    "RegisteredSymbolTable": "HashTable",
    "StackTraceFrame": None,
    # src/objects/call-site-info.tq
    "CallSiteInfo": (
        "Struct; receiver_or_instance Object; function JSFunction|Smi; code_object HeapObject; "
        "code_offset_or_source_position Smi; flags Smi; parameters FixedArray"
    ),
    # src/objects/code.h
    "Code": (
        "HeapObject; relocation_info Object; deoptimization_data_or_interpreter_data Object; "
        "position_table Object; code_data_container Object; instruction_size u32; metadata_size u32; flags u32; "
        "builtin_id i32; inlined_bytecode_size u32; handler_table_offset u32; code_comments_offset u32; "
        "unwinding_info_offset u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; instructions[] u8"
    ),
    # src/objects/debug-objects.tq
    "ErrorStackData": (
        "Struct; call_site_infos_or_formatted_stack FixedArray|Object; limit_or_stack_frame_infos Smi|FixedArray"
    ),
    "PromiseOnStack": "Struct; prev PromiseOnStack|Smi; promise ~JSObject",
    "StackFrameInfo": (
        "Struct; receiver_or_instance Object; function JSFunction|Smi; code_object HeapObject; "
        "code_offset_or_source_position Smi; flags Smi; parameters FixedArray"
    ),
    # src/objects/descriptor-array.tq
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; "
        "raw_number_of_marked_descriptors u16; filler16_bits u16; enum_cache EnumCache; "
        "descriptors[] {DescriptorEntry}"
    ),
    "StrongDescriptorArray": "DescriptorArray",
    # src/objects/feedback-cell.tq
    "FeedbackCell": "Struct; value Undefined|FeedbackVector|FixedArray; interrupt_budget i32",
    # src/objects/feedback-vector.tq
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; profiler_ticks i32; _ u32; shared SharedFunctionInfo; "
        "optimized_code_weak_or_smi ~Code|Smi; closure_feedback_cell_array ClosureFeedbackCellArray; "
        "raw_feedback_slots[] Object"
    ),
    # src/objects/js-function.tq
    "JSBoundFunction": (
        "JSFunctionOrBoundFunctionOrWrappedFunction; bound_target_function Callable; bound_this Object; "
        "bound_arguments FixedArray"
    ),
    "JSFunction": (
        "JSFunctionOrBoundFunctionOrWrappedFunction; shared SharedFunctionInfo; context Context; "
        "feedback_cell FeedbackCell; code Code|Smi; prototype_or_initial_map JSReceiver|Map|TheHole"
    ),
    "JSFunctionOrBoundFunctionOrWrappedFunction": "JSObject",
    "JSWrappedFunction": (
        "JSFunctionOrBoundFunctionOrWrappedFunction; wrapped_target_function Callable; context NativeContext"
    ),
    # src/objects/js-objects.tq
    "JSExternalObject": "JSObject; value ptr",
    "JSFunctionOrBoundFunction": None,
    "JSObjectWithEmbedderSlots": "JSObject",
    "JSReceiver": "HeapObject; properties_or_hash SwissNameDictionary|FixedArrayBase|PropertyArray|Smi",
    # src/objects/js-promise.tq
    "JSPromise": "JSObjectWithEmbedderSlots; reactions_or_result Object; flags Smi",
    # src/objects/js-shadow-realms.tq
    "JSShadowRealm": "JSObject; native_context NativeContext",
    # src/objects/js-struct.tq
    "JSSharedStruct": "JSObject",
    # src/objects/js-weak-refs.tq
    "JSFinalizationRegistry": (
        "JSObject; native_context NativeContext; cleanup Callable; active_cells Undefined|WeakCell; "
        "cleared_cells Undefined|WeakCell; key_map Object; next_dirty Undefined|JSFinalizationRegistry; flags Smi"
    ),
    "JSWeakRef": "JSObject; target Undefined|JSReceiver|Symbol",
    "WeakCell": (
        "HeapObject; finalization_registry Undefined|JSFinalizationRegistry; target Undefined|JSReceiver|Symbol; "
        "unregister_token Undefined|JSReceiver|Symbol; holdings Object; prev Undefined|WeakCell; "
        "next Undefined|WeakCell; key_list_prev Undefined|WeakCell; key_list_next Undefined|WeakCell"
    ),
    # src/objects/literal-objects.tq
    "RegExpBoilerplateDescription": "Struct; data FixedArray; source String; flags Smi",
    # src/objects/megadom-handler.tq
    "MegaDomHandler": "HeapObject; accessor Object; context Object",
    # src/objects/module.tq
    "Module": (
        "HeapObject; exports HashTable; hash Smi; status Smi; module_namespace JSModuleNamespace|Undefined; "
        "exception Object; top_level_capability JSPromise|Undefined"
    ),
    "ScriptOrModule": "Struct; resource_name Object; host_defined_options FixedArray",
    # src/objects/ordered-hash-table.tq
    "SmallOrderedNameDictionary": (
        "SmallOrderedHashTable; hash i32; _ i32; number_of_elements u8; number_of_deleted_elements u8; "
        "number_of_buckets u8; padding_1[] u8"
    ),
    # src/objects/promise.tq
    "PromiseReaction": (
        "Struct; next PromiseReaction|Smi; reject_handler Callable|Undefined; "
        "fulfill_handler Callable|Undefined; promise_or_capability JSPromise|PromiseCapability|Undefined; "
        "continuation_preserved_embedder_data Object"
    ),
    "PromiseReactionJobTask": (
        "Microtask; argument Object; context Context; handler Callable|Undefined; "
        "promise_or_capability JSPromise|PromiseCapability|Undefined; continuation_preserved_embedder_data Object"
    ),
    # src/objects/shared-function-info.tq
    "BaselineData": "Struct; baseline_code Code; data BytecodeArray|InterpreterData",
    "SharedFunctionInfo": (
        "HeapObject; function_data Object; name_or_scope_info String|Smi|ScopeInfo; "
        "outer_scope_info_or_feedback_metadata HeapObject; script Script|DebugInfo|Undefined; length i16; "
        "formal_parameter_count u16; function_token_offset u16; expected_nof_properties u8; flags2 u8; "
        "flags u32; function_literal_id i32"
    ),
    "UncompiledDataWithPreparseDataAndJob": "UncompiledDataWithPreparseData; job ptr",
    "UncompiledDataWithoutPreparseDataWithJob": "UncompiledDataWithoutPreparseData; job ptr",
    # src/objects/source-text-module.tq
    "ModuleRequest": "Struct; specifier String; import_assertions FixedArray; position Smi",
    "SourceTextModule": (
        "Module; code SharedFunctionInfo|JSFunction|JSGeneratorObject; regular_exports FixedArray; "
        "regular_imports FixedArray; requested_modules FixedArray; import_meta TheHole|JSObject; "
        "cycle_root SourceTextModule|TheHole; async_parent_modules FixedArray; dfs_index Smi; "
        "dfs_ancestor_index Smi; pending_async_dependencies Smi; flags Smi"
    ),
    # src/objects/swiss-name-dictionary.tq
    "SwissNameDictionary": "HeapObject; hash u32; capacity i32; meta_table ByteArray; data_table[] Object",
    # src/objects/templates.tq
    "ObjectTemplateInfo": "TemplateInfo; constructor FunctionTemplateInfo|Undefined; data Smi",
}
