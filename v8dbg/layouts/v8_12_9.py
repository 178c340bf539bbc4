"""V8 12.9: Node.js 23."""

AFTER = "v8_12_4"

OFFSETS = {
    # src/objects/bytecode-array.tq
    "BytecodeArray": {"max_arguments": 54},
    "BytecodeWrapper": {"header_size": 16, "padding1": None, "padding2": None},
    # src/objects/code.h
    "Code": {"parameter_count": 80, "builtin_id": 82},
    # src/objects/feedback-cell.tq
    "FeedbackCell": {"dispatch_handle": 16, "interrupt_budget": 20, "header_size": 24},
    # src/objects/feedback-vector.tq
    "ClosureFeedbackCellArray": {"length": 8, "capacity": None},
    # src/objects/js-objects.tq
    "JSGlobalObject": {"global_proxy": 32, "header_size": 40},
    # src/objects/property-cell.tq
    "ContextSidePropertyCell": {"property_details_raw": 8, "dependent_code": 16, "header_size": 24},
    # src/objects/scope-info.tq
    "ScopeInfo": {"raw_flags": 8, "flags": None},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {
        "trusted_function_data": 8, "untrusted_function_data": 16, "name_or_scope_info": 24,
        "outer_scope_info_or_feedback_metadata": 32, "script": 40, "length": 48, "formal_parameter_count": 50,
        "function_token_offset": 52, "expected_nof_properties": 54, "flags2": 55, "flags": 56,
        "function_literal_id": 60, "unique_id": 64, "age": 68, "header_size": 72, "function_data": None,
    },
    "SharedFunctionInfoWrapper": {"shared_info": 8, "header_size": 16},
    # src/objects/source-text-module.tq
    "ModuleRequest": {"flags": 24, "position": None},
    # src/objects/templates.tq
    "FunctionTemplateInfo": {
        "interface_name": 48, "signature": 56, "rare_data": 64, "shared_function_info": 72,
        "cached_property_name": 80, "callback_data": 88, "flag": 96, "length": 100, "instance_type": 102,
        "exception_context": 104, "maybe_redirected_callback": 112, "header_size": 120,
    },
    "TemplateInfo": {
        "template_info_flags": 8, "header_size": 16, "serial_number": None, "number_of_properties": None,
        "property_list": None, "property_accessors": None,
    },
}

BITS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "is_sloppy": (0, 1), "replace_on_access": (1, 1), "getter_side_effect_type": (2, 2),
        "setter_side_effect_type": (4, 2), "initial_attributes": (6, 3), "is_special_data_property": None,
    },
    # src/objects/scope-info.tq
    "ScopeInfo.flags": {
        "is_empty": (28, 1), "is_hidden": (27, 1), "is_wrapped_function": (29, 1), "is_repl_mode_scope": None,
        "has_locals_block_list": None,
    },
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags": {"live_edited": (30, 1)},
    "SharedFunctionInfo.flags2": {
        "cached_tiering_decision": (4, 3), "function_context_independent_compiled": (7, 1),
        "sparkplug_compiled": None,
    },
    # src/objects/source-text-module.tq
    "ModuleRequest.flags": {"phase": (0, 1), "position": (1, 30)},
    "SourceTextModule.flags": {
        "has_toplevel_await": (0, 1), "async_evaluation_ordinal": (1, 30), "async": None,
        "async_evaluating_ordinal": None,
    },
}

LISTS = {
    # src/objects/function-kind.h
    "FunctionKind": (
        "kNormalFunction", "kModule", "kModuleWithTopLevelAwait", "kBaseConstructor", "kDefaultBaseConstructor",
        "kDefaultDerivedConstructor", "kDerivedConstructor", "kGetterFunction", "kStaticGetterFunction",
        "kSetterFunction", "kStaticSetterFunction", "kArrowFunction", "kAsyncArrowFunction", "kAsyncFunction",
        "kAsyncConciseMethod", "kStaticAsyncConciseMethod", "kAsyncConciseGeneratorMethod",
        "kStaticAsyncConciseGeneratorMethod", "kAsyncGeneratorFunction", "kGeneratorFunction",
        "kConciseGeneratorMethod", "kStaticConciseGeneratorMethod", "kConciseMethod", "kStaticConciseMethod",
        "kClassMembersInitializerFunction", "kClassStaticInitializerFunction", "kInvalid",
    ),
    # src/objects/scope-info.tq
    "ScopeInfo.parts": (
        "position_info", "module_variable_count?", "context_local_names", "context_local_names_hashtable?",
        "context_local_infos", "saved_class_variable_info?", "function_variable_info?", "inferred_function_name?",
        "outer_scope_info?", "module_info?", "module_variables",
    ),
    "ScopeType": (
        "SCRIPT_SCOPE", "REPL_MODE_SCOPE", "CLASS_SCOPE", "EVAL_SCOPE", "FUNCTION_SCOPE", "MODULE_SCOPE",
        "CATCH_SCOPE", "BLOCK_SCOPE", "WITH_SCOPE", "SHADOW_REALM_SCOPE",
    ),
    "VariableMode": (
        "kLet", "kConst", "kUsing", "kAwaitUsing", "kVar", "kTemporary", "kDynamic", "kDynamicGlobal",
        "kDynamicLocal", "kPrivateMethod", "kPrivateSetterOnly", "kPrivateGetterOnly", "kPrivateGetterAndSetter",
    ),
}
