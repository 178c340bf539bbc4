"""What belongs to functions, V8 12.4 (Node.js 22)."""

AFTER = "functions_11_8"

OFFSETS = {
    # src/objects/code.h
    "CodeWrapper": {"code": 8},
}
