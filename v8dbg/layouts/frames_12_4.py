"""V8 12.4: Node.js 22."""

AFTER = "frames_11_8"

OFFSETS = {
    # src/execution/frame-constants.h; bytes from the frame pointer
    "InterpretedFrame": {"feedback_vector": -48},
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "c_entry_fp": 272, "c_function": 280, "exception": 312, "handler": 408, "roots": 592,
    },
}
