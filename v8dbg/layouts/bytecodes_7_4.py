"""Bytecodes of the interpreter, V8 7.4 (Node.js 12.0)."""

AFTER = None

CONSTANTS = {
    # src/interpreter/bytecode-operands.h: bytes of the operands whose size a Wide prefix does not change
    "operand_sizes": {"Flag8": 1, "Flag16": 2, "IntrinsicId": 1, "RuntimeId": 2},
}

BITS = {
    # src/codegen/handler-table.h (src/interpreter/handler-table.h)
    "HandlerTable": {"prediction": (0, 3), "offset": (3, 29)},
}

LISTS = {
    # src/interpreter/bytecodes.h: each bytecode with the types of its operands
    "bytecodes": (
        "Wide", "ExtraWide", "DebugBreakWide", "DebugBreakExtraWide", "DebugBreak0", "DebugBreak1 Reg",
        "DebugBreak2 Reg Reg", "DebugBreak3 Reg Reg Reg", "DebugBreak4 Reg Reg Reg Reg",
        "DebugBreak5 RuntimeId Reg Reg", "DebugBreak6 RuntimeId Reg Reg Reg", "LdaZero", "LdaSmi Imm",
        "LdaUndefined", "LdaNull", "LdaTheHole", "LdaTrue", "LdaFalse", "LdaConstant Idx", "LdaGlobal Idx Idx",
        "LdaGlobalInsideTypeof Idx Idx", "StaGlobal Idx Idx", "PushContext RegOut", "PopContext Reg",
        "LdaContextSlot Reg Idx UImm", "LdaImmutableContextSlot Reg Idx UImm", "LdaCurrentContextSlot Idx",
        "LdaImmutableCurrentContextSlot Idx", "StaContextSlot Reg Idx UImm", "StaCurrentContextSlot Idx",
        "LdaLookupSlot Idx", "LdaLookupContextSlot Idx Idx UImm", "LdaLookupGlobalSlot Idx Idx UImm",
        "LdaLookupSlotInsideTypeof Idx", "LdaLookupContextSlotInsideTypeof Idx Idx UImm",
        "LdaLookupGlobalSlotInsideTypeof Idx Idx UImm", "StaLookupSlot Idx Flag8", "Ldar Reg", "Star RegOut",
        "Mov Reg RegOut", "LdaNamedProperty Reg Idx Idx", "LdaNamedPropertyNoFeedback Reg Idx",
        "LdaKeyedProperty Reg Idx", "LdaModuleVariable Imm UImm", "StaModuleVariable Imm UImm",
        "StaNamedProperty Reg Idx Idx", "StaNamedPropertyNoFeedback Reg Idx Flag8",
        "StaNamedOwnProperty Reg Idx Idx", "StaKeyedProperty Reg Reg Idx", "StaInArrayLiteral Reg Reg Idx",
        "StaDataPropertyInLiteral Reg Reg Flag8 Idx", "CollectTypeProfile Imm", "Add Reg Idx", "Sub Reg Idx",
        "Mul Reg Idx", "Div Reg Idx", "Mod Reg Idx", "Exp Reg Idx", "BitwiseOr Reg Idx", "BitwiseXor Reg Idx",
        "BitwiseAnd Reg Idx", "ShiftLeft Reg Idx", "ShiftRight Reg Idx", "ShiftRightLogical Reg Idx",
        "AddSmi Imm Idx", "SubSmi Imm Idx", "MulSmi Imm Idx", "DivSmi Imm Idx", "ModSmi Imm Idx",
        "ExpSmi Imm Idx", "BitwiseOrSmi Imm Idx", "BitwiseXorSmi Imm Idx", "BitwiseAndSmi Imm Idx",
        "ShiftLeftSmi Imm Idx", "ShiftRightSmi Imm Idx", "ShiftRightLogicalSmi Imm Idx", "Inc Idx", "Dec Idx",
        "Negate Idx", "BitwiseNot Idx", "ToBooleanLogicalNot", "LogicalNot", "TypeOf",
        "DeletePropertyStrict Reg", "DeletePropertySloppy Reg", "GetSuperConstructor RegOut",
        "CallAnyReceiver Reg RegList RegCount Idx", "CallProperty Reg RegList RegCount Idx",
        "CallProperty0 Reg Reg Idx", "CallProperty1 Reg Reg Reg Idx", "CallProperty2 Reg Reg Reg Reg Idx",
        "CallUndefinedReceiver Reg RegList RegCount Idx", "CallUndefinedReceiver0 Reg Idx",
        "CallUndefinedReceiver1 Reg Reg Idx", "CallUndefinedReceiver2 Reg Reg Reg Idx",
        "CallNoFeedback Reg RegList RegCount", "CallWithSpread Reg RegList RegCount Idx",
        "CallRuntime RuntimeId RegList RegCount", "CallRuntimeForPair RuntimeId RegList RegCount RegOutPair",
        "CallJSRuntime NativeContextIndex RegList RegCount", "InvokeIntrinsic IntrinsicId RegList RegCount",
        "Construct Reg RegList RegCount Idx", "ConstructWithSpread Reg RegList RegCount Idx",
        "TestEqual Reg Idx", "TestEqualStrict Reg Idx", "TestLessThan Reg Idx", "TestGreaterThan Reg Idx",
        "TestLessThanOrEqual Reg Idx", "TestGreaterThanOrEqual Reg Idx", "TestReferenceEqual Reg",
        "TestInstanceOf Reg Idx", "TestIn Reg Idx", "TestUndetectable", "TestNull", "TestUndefined",
        "TestTypeOf Flag8", "ToName RegOut", "ToNumber Idx", "ToNumeric Idx", "ToObject RegOut", "ToString",
        "CreateRegExpLiteral Idx Idx Flag8", "CreateArrayLiteral Idx Idx Flag8", "CreateArrayFromIterable",
        "CreateEmptyArrayLiteral Idx", "CreateObjectLiteral Idx Idx Flag8", "CreateEmptyObjectLiteral",
        "CloneObject Reg Flag8 Idx", "GetTemplateObject Idx Idx", "CreateClosure Idx Idx Flag8",
        "CreateBlockContext Idx", "CreateCatchContext Reg Idx", "CreateFunctionContext Idx UImm",
        "CreateEvalContext Idx UImm", "CreateWithContext Reg Idx", "CreateMappedArguments",
        "CreateUnmappedArguments", "CreateRestParameter", "JumpLoop UImm Imm", "Jump UImm", "JumpConstant Idx",
        "JumpIfNullConstant Idx", "JumpIfNotNullConstant Idx", "JumpIfUndefinedConstant Idx",
        "JumpIfNotUndefinedConstant Idx", "JumpIfTrueConstant Idx", "JumpIfFalseConstant Idx",
        "JumpIfJSReceiverConstant Idx", "JumpIfToBooleanTrueConstant Idx", "JumpIfToBooleanFalseConstant Idx",
        "JumpIfToBooleanTrue UImm", "JumpIfToBooleanFalse UImm", "JumpIfTrue UImm", "JumpIfFalse UImm",
        "JumpIfNull UImm", "JumpIfNotNull UImm", "JumpIfUndefined UImm", "JumpIfNotUndefined UImm",
        "JumpIfJSReceiver UImm", "SwitchOnSmiNoFeedback Idx UImm Imm", "ForInEnumerate Reg",
        "ForInPrepare RegOutTriple Idx", "ForInContinue Reg Reg", "ForInNext Reg Reg RegPair Idx",
        "ForInStep Reg", "StackCheck", "SetPendingMessage", "Throw", "ReThrow", "Return",
        "ThrowReferenceErrorIfHole Idx", "ThrowSuperNotCalledIfHole", "ThrowSuperAlreadyCalledIfNotHole",
        "SwitchOnGeneratorState Reg Idx UImm", "SuspendGenerator Reg RegList RegCount UImm",
        "ResumeGenerator Reg RegOutList RegCount", "Debugger", "IncBlockCounter Idx", "Abort Idx", "Illegal",
    ),
    # src/interpreter/bytecode-array-builder.cc: of these the first Idx is one of the constant pool
    "bytecode_constants": (
        "LdaConstant", "LdaGlobal", "LdaGlobalInsideTypeof", "StaGlobal", "LdaLookupSlot", "LdaLookupContextSlot",
        "LdaLookupScriptContextSlot", "LdaLookupContextSlotNoCell", "LdaLookupGlobalSlot",
        "LdaLookupSlotInsideTypeof", "LdaLookupContextSlotInsideTypeof", "LdaLookupScriptContextSlotInsideTypeof",
        "LdaLookupContextSlotNoCellInsideTypeof", "LdaLookupGlobalSlotInsideTypeof", "StaLookupSlot",
        "LdaNamedProperty", "LdaNamedPropertyNoFeedback", "LdaNamedPropertyFromSuper", "GetNamedProperty",
        "GetNamedPropertyFromSuper", "StaNamedProperty", "StaNamedPropertyNoFeedback", "StaNamedOwnProperty",
        "SetNamedProperty", "DefineNamedOwnProperty", "SetPrototypeProperties", "CreateRegExpLiteral",
        "CreateArrayLiteral", "CreateObjectLiteral", "GetTemplateObject", "CreateClosure", "CreateBlockContext",
        "CreateCatchContext", "CreateFunctionContext", "CreateFunctionContextWithCells", "CreateEvalContext",
        "CreateWithContext", "ThrowReferenceErrorIfHole",
    ),
    # src/interpreter/interpreter-intrinsics.h
    "interpreter_intrinsics": (
        "AsyncFunctionAwaitCaught", "AsyncFunctionAwaitUncaught", "AsyncFunctionEnter", "AsyncFunctionReject",
        "AsyncFunctionResolve", "AsyncGeneratorAwaitCaught", "AsyncGeneratorAwaitUncaught", "AsyncGeneratorReject",
        "AsyncGeneratorResolve", "AsyncGeneratorYield", "CreateJSGeneratorObject", "GeneratorGetResumeMode",
        "GeneratorClose", "GetImportMetaObject", "Call", "CreateIterResultObject", "CreateAsyncFromSyncIterator",
        "HasProperty", "IsArray", "IsJSReceiver", "IsSmi", "IsTypedArray", "ToString", "ToLength", "ToObject",
    ),
}
