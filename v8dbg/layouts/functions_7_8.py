"""What belongs to functions, V8 7.8 (Node.js 12.22)."""

AFTER = "functions_7_4"

CONSTANTS = {
    # src/codegen/handler-table.cc
    "HandlerTable": {"counted": None},
}
