"""Facts of V8's memory layout, one data file per V8 version at which something changed.

Families of files, so that each stays short:

    v8_X_Y      objects on the heap: fields, bit fields, constants
    values_X_Y  JavaScript's own values: properties, elements, collections, buffers, …
    types_X_Y   instance types
    frames_X_Y  stack frames, registers, the isolate
    jit_X_Y     compiled code: safepoints, deoptimization data
    bytecodes_X_Y  the instructions of the interpreter

A file says only what changed since the one that its `AFTER` names:

    AFTER     name of the file before it, None for the oldest
    OFFSETS   {class: {field: bytes from the object's untagged start}}
    TYPES     {instance type: number}
    CONSTANTS {group: {name: number}}
    BITS      {group: {name: (shift, width)}}
    LISTS     {name: (names in numeric order, …)}
    DISTRUST  ("Class.field", …): the binary's own symbol is wrong, take the table's

None in the place of a value says that the fact no longer exists.
"""
