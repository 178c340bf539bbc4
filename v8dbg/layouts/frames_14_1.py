"""V8 14.1: Node.js 25.9."""

AFTER = "frames_13_6"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "fast_c_call_caller_pc": 296, "fast_c_call_caller_fp": 304, "c_entry_fp": 328, "c_function": 336,
        "context": 344, "exception": 368, "handler": 464, "js_entry_sp": 480, "roots": 648,
    },
}

CONSTANTS = {
    # include/v8-internal.h
    "root_index": {
        "undefined_value": 0, "the_hole_value": 1, "null_value": 2, "true_value": 3, "false_value": 4,
        "empty_string": 5,
    },
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "JsToWasmFrame": 6, "WasmJspiFrame": 7, "WasmDebugBreakFrame": 8, "CWasmEntryFrame": 9,
        "WasmStackEntryFrame": 10, "WasmToJsFunctionFrame": None, "StackSwitchFrame": None,
    },
}
