"""The classes of heap objects, all their fields, V8 9.2 (Node 16.6 to 16.8)."""

AFTER = "classes_9_1"

CLASSES = {
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": (
        "JSObjectWithEmbedderSlots; byte_length word; max_byte_length word; backing_store ptr; extension ptr; "
        "bit_field u32; _ u32"
    ),
    # src/objects/templates.tq
    "FunctionTemplateRareData": (
        "Struct; prototype_template ObjectTemplateInfo|Undefined; "
        "prototype_provider_template FunctionTemplateInfo|Undefined; "
        "parent_template FunctionTemplateInfo|Undefined; named_property_handler InterceptorInfo|Undefined; "
        "indexed_property_handler InterceptorInfo|Undefined; instance_template ObjectTemplateInfo|Undefined; "
        "instance_call_handler CallHandlerInfo|Undefined; access_check_info AccessCheckInfo|Undefined; "
        "c_function_overloads FixedArray"
    ),
}
