"""The classes of heap objects, all their fields, V8 7.9 (Node 13)."""

AFTER = "classes_7_8"

CLASSES = {
    # src/objects/script.tq
    "Script": (
        "Struct; source Object; name Object; line_offset Smi; column_offset Smi; context_data Object; "
        "script_type Smi; line_ends Object; id Smi; eval_from_shared_or_wrapped_arguments Object; "
        "eval_from_position Smi|Foreign; infos Object; flags Smi; source_url Object; source_mapping_url Object; "
        "host_defined_options Object"
    ),
    # src/objects/js-weak-refs.tq
    "WeakCell": (
        "HeapObject; finalization_registry Object; target Undefined|JSReceiver; unregister_token Object; "
        "holdings Object; prev Undefined|WeakCell; next Undefined|WeakCell; key_list_prev Undefined|WeakCell; "
        "key_list_next Undefined|WeakCell"
    ),
}
