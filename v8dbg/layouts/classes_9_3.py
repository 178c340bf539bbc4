"""The classes of heap objects, all their fields, V8 9.3 (Node 16.9 to 16.20)."""

AFTER = "classes_9_2"

CLASSES = {
    # src/objects/templates.tq
    "FunctionTemplateInfo": (
        "TemplateInfo; call_code CallHandlerInfo|Undefined; class_name String|Undefined; "
        "signature FunctionTemplateInfo|Undefined; rare_data FunctionTemplateRareData|Undefined; "
        "shared_function_info SharedFunctionInfo|Undefined; flag Smi; length Smi; cached_property_name Object; "
        "instance_type Smi"
    ),
}
