"""What belongs to functions, V8 13.6 (Node.js 24)."""

AFTER = "functions_12_4"

CONSTANTS = {
    # src/common/globals.h (kJSDispatchHandleShift)
    "JSDispatchTable": {"handle_shift": 8},
}
