"""V8 7.4: Node.js 12.0."""

AFTER = None

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "embedder_data": 0, "roots": 56, "context": 12272, "exception": 12288, "c_entry_fp": 12360,
        "handler": 12368, "c_function": 12376, "js_entry_sp": 12400,
    },
    # src/execution/thread-local-top.h; pending_handler_…; bytes from pending_handler_context_
    "PendingHandler": {"entrypoint": 8, "fp": 24, "sp": 32},
    # src/builtins/x64/builtins-x64.cc (Generate_JSEntryVariant); bytes from the frame pointer
    # src/execution/frame-constants.h (BuiltinExitFrameConstants); bytes from the frame pointer
    "BuiltinExitFrame": {"new_target": 16, "target": 24, "argc": 32, "first_argument": 48},
    "EntryFrame": {"r12": -24, "r13": -32, "r14": -40, "r15": -48, "rbx": -56, "next_exit_fp": -64, "handler": -88},
    # src/execution/frame-constants.h; bytes from the frame pointer
    "StandardFrame": {"context": -8, "function": -16},
    "InterpretedFrame": {"bytecode_array": -24, "bytecode_offset": -32},
    "ExitFrame": {"sp": -16},
}

CONSTANTS = {
    # src/execution/frame-constants.h (StandardFrameConstants, ArgumentsAdaptorFrameConstants); an exit frame's count
    # takes in new.target, target, the count, padding and the receiver
    "frame": {"context_or_type_offset": -8, "adaptor_length_offset": -24, "builtin_exit_extra_arguments": 5},
    # src/common/globals.h (kRootRegisterBias)
    "isolate": {"root_register_bias": 128},
    # include/v8-internal.h
    "root_index": {
        "undefined_value": 4, "the_hole_value": 5, "null_value": 6, "true_value": 7, "false_value": 8,
        "empty_string": 9,
    },
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "EntryFrame": 1, "ConstructEntryFrame": 2, "ExitFrame": 3, "OptimizedFrame": 4, "WasmCompiledFrame": 5,
        "WasmToJsFrame": 6, "JsToWasmFrame": 7, "WasmInterpreterEntryFrame": 8, "CWasmEntryFrame": 9,
        "WasmCompileLazyFrame": 10, "InterpretedFrame": 11, "StubFrame": 12, "BuiltinContinuationFrame": 13,
        "JavaScriptBuiltinContinuationFrame": 14, "JavaScriptBuiltinContinuationWithCatchFrame": 15,
        "InternalFrame": 16, "ConstructFrame": 17, "ArgumentsAdaptorFrame": 18, "BuiltinFrame": 19,
        "BuiltinExitFrame": 20, "NativeFrame": 21,
    },
}
