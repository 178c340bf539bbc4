"""The classes of heap objects, all their fields, V8 12.4 (Node 22)."""

AFTER = "classes_11_8"

CLASSES = {
    # src/objects/debug-objects.tq
    "DebugInfo": (
        "Struct; shared SharedFunctionInfo; debugger_hints Smi; break_points FixedArray; flags Smi; "
        "coverage_info CoverageInfo|Undefined; original_bytecode_array Smi|BytecodeArray; "
        "debug_bytecode_array Smi|BytecodeArray"
    ),
    # src/builtins/base.tq
    "CallHandlerInfo": None,
    "TemplateList": None,
    # src/objects/bytecode-array.tq
    "BytecodeArray": (
        "ExposedTrustedObject; length Smi; wrapper BytecodeWrapper; source_position_table TrustedByteArray|Smi; "
        "handler_table TrustedByteArray|Smi; constant_pool TrustedFixedArray|Smi; frame_size i32; "
        "parameter_size i32; incoming_new_target_or_generator_register i32; _ u32; bytes[] u8"
    ),
    "BytecodeWrapper": "Struct; bytecode BytecodeArray; _ i32; _ i32",
    # src/objects/call-site-info.tq
    "CallSiteInfo": (
        "Struct; code_object Object; receiver_or_instance Object; function JSFunction|Smi; "
        "code_offset_or_source_position Smi; flags Smi; parameters FixedArray"
    ),
    # src/objects/code.h
    "Code": (
        "ExposedTrustedObject; deoptimization_data_or_interpreter_data Object; position_table Object; "
        "wrapper Object; instruction_stream Object; instruction_start ptr; flags u32; instruction_size u32; "
        "metadata_size u32; inlined_bytecode_size u32; osr_offset u32; handler_table_offset u32; "
        "unwinding_info_offset u32; code_comments_offset u32; builtin_id i16; _ u16; _ u32"
    ),
    # src/objects/code.tq
    "CodeWrapper": "Struct; code Code|Smi",
    # src/objects/contexts.tq
    "ScriptContextTable": (
        "HeapObject; capacity Smi; length Smi; names_to_context_index NameToIndexHashTable; objects[] Context"
    ),
    # src/objects/feedback-cell.tq
    "FeedbackCell": "Struct; value Undefined|FeedbackVector|ClosureFeedbackCellArray; interrupt_budget i32",
    # src/objects/feedback-vector.tq
    "ClosureFeedbackCellArray": "HeapObject; capacity Smi; objects[] FeedbackCell",
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; _ u32; invocation_count_before_stable u8; osr_state u8; "
        "flags u16; shared SharedFunctionInfo; closure_feedback_cell_array ClosureFeedbackCellArray; "
        "parent_feedback_cell FeedbackCell; maybe_optimized_code ~CodeWrapper|Smi; raw_feedback_slots[] Object"
    ),
    # src/objects/fixed-array.tq
    "ArrayList": "HeapObject; capacity Smi; length Smi; objects[] Object",
    "ExternalPointerArray": "FixedArrayBase; pointers[] ptr",
    "ProtectedFixedArray": "TrustedObject; length Smi; objects[] TrustedObject|Smi",
    "TrustedByteArray": "TrustedObject; length Smi; bytes[] u8",
    "TrustedFixedArray": "TrustedObject; length Smi; objects[] Object",
    # src/objects/instruction-stream.h
    "InstructionStream": (
        "TrustedObject; code Code|Smi; relocation_info Object; body_size u32; _ u32; instructions[] u8"
    ),
    # src/objects/js-atomics-synchronization.tq
    "JSAtomicsCondition": "JSSynchronizationPrimitive; _ u32",
    "JSAtomicsMutex": "JSSynchronizationPrimitive; owner_thread_id i32",
    "JSSynchronizationPrimitive": "AlwaysSharedSpaceJSObject; waiter_queue_head ptr; state u32",
    # src/objects/js-iterator-helpers.tq
    "JSIteratorFlatMapHelper": (
        "JSIteratorHelper; mapper Callable; counter Smi|HeapNumber; innerIterator.object JSReceiver; "
        "innerIterator.next Object; innerAlive Boolean"
    ),
    # src/objects/js-objects.tq
    "JSGlobalObject": "JSSpecialObject; global_proxy JSGlobalProxy",
    "JSGlobalProxy": "JSSpecialObject",
    # src/objects/literal-objects.tq
    "ClassBoilerplate": (
        "Struct; arguments_count Smi; static_properties_template Object; static_elements_template Object; "
        "static_computed_properties FixedArray; instance_properties_template Object; "
        "instance_elements_template Object; instance_computed_properties FixedArray"
    ),
    "ObjectBoilerplateDescription": "HeapObject; capacity Smi; backing_store_size Smi; flags Smi; raw_entries[] Object",
    # src/objects/microtask.tq
    "Microtask": "Struct; continuation_preserved_embedder_data Object",
    # src/objects/promise.tq
    "PromiseReaction": (
        "Struct; continuation_preserved_embedder_data Object; next PromiseReaction|Smi; "
        "reject_handler Callable|Undefined; fulfill_handler Callable|Undefined; "
        "promise_or_capability JSPromise|PromiseCapability|Undefined"
    ),
    "PromiseReactionJobTask": (
        "Microtask; argument Object; context Context; handler Callable|Undefined; "
        "promise_or_capability JSPromise|PromiseCapability|Undefined"
    ),
    # src/objects/property-cell.tq
    "ConstTrackingLetCell": "HeapObject; dependent_code WeakArrayList",
    # src/objects/prototype-info.tq
    "PrototypeInfo": (
        "Struct; module_namespace JSModuleNamespace|Undefined; prototype_users WeakArrayList|Smi; "
        "prototype_chain_enum_cache FixedArray|Smi|Undefined; registry_slot Smi; bit_field Smi; "
        "derived_maps WeakArrayList|Undefined"
    ),
    # src/objects/regexp-match-info.tq
    "RegExpMatchInfo": (
        "HeapObject; length Smi; number_of_capture_registers Smi; last_subject String; last_input Object; "
        "objects[] Smi"
    ),
    # src/objects/script.tq
    "Script": (
        "Struct; source String|Undefined; name Object; line_offset Smi; column_offset Smi; "
        "context_data Smi|Undefined|Symbol; script_type Smi; line_ends FixedArray|Smi; id Smi; "
        "eval_from_shared_or_wrapped_arguments SharedFunctionInfo|FixedArray|Undefined; "
        "eval_from_position Smi|Foreign; infos WeakFixedArray|WeakArrayList; "
        "compiled_lazy_function_positions ArrayList|Undefined; flags Smi; source_url String|Undefined; "
        "source_mapping_url Object; host_defined_options FixedArray; source_hash String|Undefined"
    ),
    # src/objects/shared-function-info.tq
    "InterpreterData": "ExposedTrustedObject; bytecode_array BytecodeArray; interpreter_trampoline Code|Smi",
    # src/objects/source-text-module.tq
    "SourceTextModule": (
        "Module; code SharedFunctionInfo|JSFunction|JSGeneratorObject; regular_exports FixedArray; "
        "regular_imports FixedArray; requested_modules FixedArray; import_meta TheHole|JSObject; "
        "cycle_root SourceTextModule|TheHole; async_parent_modules ArrayList; dfs_index Smi; "
        "dfs_ancestor_index Smi; pending_async_dependencies Smi; flags Smi"
    ),
    # src/objects/templates.tq
    "DictionaryTemplateInfo": "HeapObject; property_names FixedArray; serial_number Smi",
    "FunctionTemplateInfo": (
        "TemplateInfo; class_name String|Undefined; signature FunctionTemplateInfo|Undefined; "
        "rare_data FunctionTemplateRareData|Undefined; shared_function_info SharedFunctionInfo|Undefined; "
        "cached_property_name Object; callback_data Object; flag u32; length i16; instance_type u16; "
        "maybe_redirected_callback ptr"
    ),
    "FunctionTemplateRareData": (
        "Struct; prototype_template ObjectTemplateInfo|Undefined; "
        "prototype_provider_template FunctionTemplateInfo|Undefined; "
        "parent_template FunctionTemplateInfo|Undefined; named_property_handler InterceptorInfo|Undefined; "
        "indexed_property_handler InterceptorInfo|Undefined; instance_template ObjectTemplateInfo|Undefined; "
        "instance_call_handler FunctionTemplateInfo|Undefined; access_check_info AccessCheckInfo|Undefined; "
        "c_function_overloads FixedArray"
    ),
    "TemplateInfo": (
        "HeapObject; serial_number Smi; number_of_properties Smi; property_list ArrayList|Undefined; "
        "property_accessors ArrayList|Undefined"
    ),
    # src/objects/trusted-object.tq
    "ExposedTrustedObject": "TrustedObject",
    "TrustedObject": "HeapObject",
}
