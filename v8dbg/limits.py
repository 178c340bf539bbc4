"""Every bound on untrusted input, named, so that no damaged core can hang or bloat us."""

from __future__ import annotations

MAX_FRAMES = 250_000  # physical frames of one thread; 8 MiB of stack hold 120,000 of the smallest
MAX_STACK_BYTES = 64 << 20  # how far from the stack pointer a frame may lie
MAX_INLINE_DEPTH = 256  # frames inlined into one; V8 stops at 50 functions, with two stub frames each at most
MAX_TRANSLATION = 1 << 20  # opcodes of one deoptimization translation
MAX_ARGUMENTS = 65_535  # Code::kMaxArguments
MAX_STRING = 1 << 29  # String::kMaxLength with 64-bit tagged values (2**29 - 24)
MAX_STRING_HOPS = 1000  # from a string to one as long as it (flattened, sliced, thin), one after the other
MAX_STRING_DEPTH = 100_000  # nodes of one cons or sliced string
MAX_ARRAY = 1 << 28  # elements of one FixedArray
MAX_DESCRIPTORS = 1020  # kMaxNumberOfDescriptors
MAX_SOURCE_POSITIONS = 1 << 24  # bytes of one source position table
MAX_CONTEXTS = 256  # length of one context chain
MAX_PROTOTYPES = 256  # length of one prototype chain
MAX_ASYNC_FRAMES = 200  # awaiting functions under one stack
MAX_HANDLES = 1 << 20  # handles or requests of one event loop
MAX_VARIABLES = 1 << 16  # environment variables
MAX_VARIABLE = 1 << 21  # bytes of one environment variable
MAX_CFI_STEPS = 4096  # instructions of one unwind table row
MAX_NAME = 4096  # bytes of one symbol or path
MAX_CODE = 1 << 29  # bytes of instructions of one Code object
MAX_CODE_ARRAY = 1 << 24  # elements of one array of deoptimization data or literals
MAX_SAFEPOINTS = 1 << 22  # entries of one safepoint table
MAX_CAPTURED_DEPTH = 64  # captured objects nested in one deoptimization translation
MAX_ROOTS = 4096  # entries of an isolate's roots table
MAX_KEY = 1 << 16  # characters of one property key
MAX_WASM_MODULE = 1 << 30  # bytes of one WebAssembly module (kV8MaxWasmModuleSize)
MAX_WASM_FUNCTIONS = 1_000_000  # functions of one WebAssembly module (kV8MaxWasmFunctions)
MAX_WASM_SECTIONS = 1 << 16  # sections of one WebAssembly module
MAX_FLOW = 1 << 14  # instructions of optimized code searched for a known one
MAX_JSON_VALUES = 2_000_000  # values in one JSON document
MAX_JSON_CHARACTERS = 1 << 29  # characters of all its strings
MAX_JSON_SECONDS = 60.0  # to make it: damaged data may hold the same long strings a million times
MAX_JSON_DEPTH = 400  # objects and lists inside each other there: Python's own reader and writer end near 1,000
MAX_JSON_STRING = 100_000  # characters of one string whose value stands in JSON beside its preview
MAX_PRINTED_DEPTH = 500  # objects inside each other in the text of jsprint: indentation alone makes it quadratic
MAX_PRINTED_PROPERTIES = 10_000  # of one object there, unless the user asks for all
MAX_PRINTED = 32 << 20  # characters of the text of one value, about
MAX_BIGINT_TEXT = 1 << 18  # bits of a BigInt in decimal digits: longer ones are written in hexadecimal
MAX_PAGE = 1 << 34  # bytes of one page of the heap: it is the largest array
MAX_PAGE_HEADER = 640  # bytes of a page's header in front of its mark bits
MAX_SEARCHED = 1 << 30  # bytes of a heap that are searched for one word
MAX_FEEDBACK_SLOTS = 1 << 20  # slots of one feedback vector
MAX_TABLE_ROWS = 1 << 16  # rows of one table of code that are shown
MAX_RUNTIME_FUNCTIONS = 4096  # functions in V8's table of them
