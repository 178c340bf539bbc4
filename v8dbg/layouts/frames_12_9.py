"""V8 12.9: Node.js 23.11."""

AFTER = "frames_12_4"

OFFSETS = {
    # src/builtins/x64/builtins-x64.cc (Generate_JSEntryVariant); bytes from the frame pointer
    "EntryFrame": {"handler": -104},
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "roots": 584,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "ApiAccessorExitFrame": 28, "NativeFrame": 29, "IrregexpFrame": 30,
    },
}
