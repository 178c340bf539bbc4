"""The classes of heap objects, all their fields, V8 10.7 (Node 19.0 to 19.8)."""

AFTER = "classes_10_2"

CLASSES = {
    # src/objects/api-callbacks.tq
    "AccessorInfo": (
        "HeapObject; name Name|Undefined; data Object; maybe_redirected_getter ptr; setter ptr; flags u32; _ u32"
    ),
    "CallHandlerInfo": "HeapObject; data Object; callback ptr",
    # src/objects/code.h
    "Code": (
        "HeapObject; relocation_info Object; deoptimization_data_or_interpreter_data Object; "
        "position_table Object; code_data_container Object; instruction_size u32; metadata_size u32; flags u32; "
        "builtin_id i32; inlined_bytecode_size u32; osr_offset u32; handler_table_offset u32; "
        "code_comments_offset u32; unwinding_info_offset u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; _ u32; "
        "_ u32; _ u32; _ u32; _ u32; _ u32; _ u32; instructions[] u8"
    ),
    # src/objects/code.tq
    "BytecodeArray": (
        "FixedArrayBase; constant_pool FixedArray; handler_table ByteArray; source_position_table Object; "
        "frame_size i32; parameter_size i32; incoming_new_target_or_generator_register i32; bytecode_age u16; "
        "bytes[] u8"
    ),
    # src/objects/descriptor-array.tq
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; raw_gc_state u32; "
        "enum_cache EnumCache; descriptors[] {DescriptorEntry}"
    ),
    # src/objects/feedback-vector.tq
    "FeedbackVector": (
        "HeapObject; length i32; invocation_count i32; profiler_ticks i32; placeholder0 u8; osr_state u8; "
        "flags u16; shared SharedFunctionInfo; closure_feedback_cell_array ClosureFeedbackCellArray; "
        "maybe_optimized_code ~Code|Smi; raw_feedback_slots[] Object"
    ),
    # src/objects/free-space.tq
    "FreeSpace": "HeapObject; size Smi; next Object",
    # src/objects/instruction-stream.h
    "InstructionStream": "HeapObject; code Object; instructions[] u8",
    # src/objects/js-array-buffer.tq
    "JSDataView": "JSDataViewOrRabGsabDataView",
    "JSDataViewOrRabGsabDataView": "JSArrayBufferView; data_pointer ptr",
    "JSRabGsabDataView": "JSDataViewOrRabGsabDataView",
    # src/objects/js-atomics-synchronization.tq
    "JSAtomicsCondition": "JSSynchronizationPrimitive",
    "JSAtomicsMutex": "JSSynchronizationPrimitive; owner_thread_id i32; _ u32",
    "JSSynchronizationPrimitive": "AlwaysSharedSpaceJSObject; state word",
    # src/objects/js-iterator-helpers.tq
    "JSIteratorDropHelper": "JSIteratorHelper; remaining Smi|HeapNumber",
    "JSIteratorFilterHelper": "JSIteratorHelper; predicate Callable; counter Smi|HeapNumber",
    "JSIteratorHelper": "JSObject; underlying.object JSReceiver; underlying.next Object",
    "JSIteratorMapHelper": "JSIteratorHelper; mapper Callable; counter Smi|HeapNumber",
    "JSIteratorTakeHelper": "JSIteratorHelper; remaining Smi|HeapNumber",
    # src/objects/js-objects.tq
    "JSValidIteratorWrapper": "JSObject; underlying.object JSReceiver; underlying.next Object",
    # src/objects/js-raw-json.tq
    "JSRawJson": "JSObject; raw_json_initial Object",
    # src/objects/js-shared-array.tq
    "JSSharedArray": "AlwaysSharedSpaceJSObject",
    # src/objects/js-struct.tq
    "AlwaysSharedSpaceJSObject": "JSObject",
    "JSSharedStruct": "AlwaysSharedSpaceJSObject",
    # src/objects/script.tq
    "Script": (
        "Struct; source String|Undefined; name Object; line_offset Smi; column_offset Smi; "
        "context_data Smi|Undefined|Symbol; script_type Smi; line_ends FixedArray|Undefined; id Smi; "
        "eval_from_shared_or_wrapped_arguments SharedFunctionInfo|FixedArray|Undefined; "
        "eval_from_position Smi|Foreign; infos WeakFixedArray|WeakArrayList; flags Smi; "
        "source_url String|Undefined; source_mapping_url Object; host_defined_options FixedArray; "
        "script_or_modules FixedArray; source_hash String|Undefined"
    ),
}
