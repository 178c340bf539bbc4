"""The classes of heap objects, all their fields, V8 7.8 (Node 12.16 to 12.22)."""

AFTER = "classes_7_7"

CLASSES = {
    # src/builtins/base.tq
    "JSRegExpStringIterator": "JSObject; iterating_reg_exp Object; iterated_string String; flags Smi",
    # src/objects/js-objects.tq
    "JSBoundFunction": (
        "JSFunctionOrBoundFunction; bound_target_function JSFunction|JSBoundFunction|JSProxy|JSObject; "
        "bound_this Object; bound_arguments FixedArray"
    ),
    # src/objects/module.tq
    "JSModuleNamespace": "JSSpecialObject; module Module",
}
