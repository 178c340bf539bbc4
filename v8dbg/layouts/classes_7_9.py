"""The classes of heap objects, all their fields, V8 7.9 (Node 13)."""

AFTER = "classes_7_8"

CLASSES = {
    # src/objects/js-weak-refs.tq
    "WeakCell": (
        "HeapObject; finalization_registry Object; target Undefined|JSReceiver; unregister_token Object; "
        "holdings Object; prev Undefined|WeakCell; next Undefined|WeakCell; key_list_prev Undefined|WeakCell; "
        "key_list_next Undefined|WeakCell"
    ),
}
