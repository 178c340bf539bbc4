"""V8 8.6: Node.js 15.14."""

AFTER = "frames_8_4"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "fast_c_call_caller_fp": 32, "fast_c_call_caller_pc": 40, "roots": 104, "context": 13144,
        "exception": 13160, "c_entry_fp": 13240, "handler": 13248, "c_function": 13256, "js_entry_sp": 13280,
    },
}
