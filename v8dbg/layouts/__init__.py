"""Facts of V8's memory layout, one data file per V8 version at which something changed.

Families of files, so that each stays short:

    v8_X_Y      objects on the heap: fields, bit fields, constants
    values_X_Y  JavaScript's own values: properties, elements, collections, buffers, …
    types_X_Y   instance types
    frames_X_Y  stack frames, registers, the isolate
    jit_X_Y     compiled code: safepoints, deoptimization data
    classes_X_Y    the classes of objects, all their fields with their types
    bits_X_Y       bit fields that only v8print shows
    slots_X_Y      the slots of native contexts by name
    wasmclasses_X_Y  those of WebAssembly; intlclasses_X_Y: of Intl and Temporal
    bytecodes_X_Y  the instructions of the interpreter
    functions_X_Y  what belongs to functions: class positions, C++ callbacks, code wrappers, the dispatch table
    heap_X_Y    spaces, pages, sizes of objects

A file says only what changed since the one that its `AFTER` names:

    AFTER     name of the file before it, None for the oldest
    OFFSETS   {class: {field: bytes from the object's untagged start}}
    TYPES     {instance type: number}
    CONSTANTS {group: {name: number}}
    BITS      {group: {name: (shift, width)}}
    LISTS     {name: (names in numeric order, …)}
    SIZES     {instance type: (bytes of the header, how the count is kept, its offset, bytes of one)}
    CLASSES   {class: "Base; field type; field type"}: every field in memory order, without gaps: offsets follow.
              A type is u8 i8 u16 i16 u32 i32 u64 i64 word ptr f64 (raw bytes), Smi, or a class; `A|B` says either,
              `~A` a weak reference; a field `_` is padding, one that ends in [] is repeated to the object's end
    BY_SIZE   {instance type: {bytes of such an object: {class: {field: offset}}}}: offsets that go first in objects of
              that size, where builds of one V8 differ; OFFSETS are those of the newest build
    DISTRUST  ("Class.field", …): the binary's own symbol is wrong, take the table's

None in the place of a value says that the fact no longer exists.
"""
