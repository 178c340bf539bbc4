"""The classes of heap objects, all their fields, V8 8.6 (Node 15)."""

AFTER = "classes_8_4"

CLASSES = {
    # src/objects/prototype-info.tq
    "PrototypeInfo": (
        "Struct; module_namespace JSModuleNamespace|Undefined; prototype_users WeakArrayList|Smi; "
        "prototype_chain_enum_cache FixedArray|Smi|Undefined; registry_slot Smi; object_create_map ~Map|Undefined; "
        "bit_field Smi"
    ),
}
