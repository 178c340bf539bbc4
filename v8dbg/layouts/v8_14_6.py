"""V8 14.6: Node.js 26."""

AFTER = "v8_14_1"

CONSTANTS = {
    # src/objects/js-function.tq
    "JSFunction": {"computes_name": 1},
}
