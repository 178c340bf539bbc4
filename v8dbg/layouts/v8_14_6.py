"""V8 14.6: Node.js 26."""

AFTER = "v8_14_1"

OFFSETS = {
    # src/objects/js-weak-refs.tq
    "WeakCell": {"holdings": 16, "target": 24, "unregister_token": 32},
    # src/objects/source-text-module.tq
    "SourceTextModule": {
        "code": 64, "regular_exports": 72, "regular_imports": 80, "requested_modules": 88, "import_meta": 96,
        "cycle_root": 104, "async_parent_modules": 112, "dfs_index": 120, "dfs_ancestor_index": 128,
        "pending_async_dependencies": 136, "flags": 144, "header_size": 152,
    },
    # src/objects/synthetic-module.tq
    "SyntheticModule": {"name": 64, "export_names": 72, "evaluation_steps": 80, "header_size": 88},
}

CONSTANTS = {
    # src/objects/js-function.tq
    "JSFunction": {"computes_name": 1},
}

LISTS = {
    # src/objects/scope-info.tq
    "ScopeInfo.parts": (
        "position_info", "module_variable_count?", "context_local_names", "context_local_names_hashtable?",
        "context_local_infos", "saved_class_variable_info?", "function_variable_info?", "inferred_function_name?",
        "outer_scope_info?", "module_info?", "module_variables", "dependent_code?", "unused_parameter_bits?",
    ),
    # src/objects/function-kind.h
    "FunctionKind": (
        "kNormalFunction", "kModule", "kModuleWithTopLevelAwait", "kBaseConstructor", "kDefaultBaseConstructor",
        "kDefaultDerivedConstructor", "kDerivedConstructor", "kGetterFunction", "kStaticGetterFunction",
        "kSetterFunction", "kStaticSetterFunction", "kArrowFunction", "kAsyncArrowFunction", "kAsyncFunction",
        "kAsyncConciseMethod", "kStaticAsyncConciseMethod", "kAsyncConciseGeneratorMethod",
        "kStaticAsyncConciseGeneratorMethod", "kAsyncGeneratorFunction", "kGeneratorFunction",
        "kConciseGeneratorMethod", "kStaticConciseGeneratorMethod", "kConciseMethod", "kStaticConciseMethod",
        "kClassMembersInitializerFunction", "kClassMembersInitializerFunctionPrecededByStatic",
        "kClassStaticInitializerFunction", "kClassStaticInitializerFunctionPrecededByMember", "kInvalid",
    ),
}
