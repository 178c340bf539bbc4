"""Bytecodes of the interpreter, V8 12.9 (Node.js 23.11)."""

AFTER = "bytecodes_12_4"

CONSTANTS = {
    # src/objects/bytecode-array-inl.h: it was in bytes
    "BytecodeArray": {"parameter_size_is_count": 1},
}

BITS = {
    # src/codegen/handler-table.h
    "HandlerTable": {"offset": (4, 28)},
}

LISTS = {
    # src/interpreter/bytecodes.h: each bytecode with the types of its operands
    "bytecodes": (
        "Wide", "ExtraWide", "DebugBreakWide", "DebugBreakExtraWide", "DebugBreak0", "DebugBreak1 Reg",
        "DebugBreak2 Reg Reg", "DebugBreak3 Reg Reg Reg", "DebugBreak4 Reg Reg Reg Reg",
        "DebugBreak5 RuntimeId Reg Reg", "DebugBreak6 RuntimeId Reg Reg Reg", "Ldar Reg", "LdaZero",
        "LdaSmi Imm", "LdaUndefined", "LdaNull", "LdaTheHole", "LdaTrue", "LdaFalse", "LdaConstant Idx",
        "LdaContextSlot Reg Idx UImm", "LdaImmutableContextSlot Reg Idx UImm", "LdaCurrentContextSlot Idx",
        "LdaImmutableCurrentContextSlot Idx", "Star RegOut", "Mov Reg RegOut", "PushContext RegOut",
        "PopContext Reg", "TestReferenceEqual Reg", "TestUndetectable", "TestNull", "TestUndefined",
        "TestTypeOf Flag8", "LdaGlobal Idx Idx", "LdaGlobalInsideTypeof Idx Idx", "StaGlobal Idx Idx",
        "StaContextSlot Reg Idx UImm", "StaCurrentContextSlot Idx", "StaScriptContextSlot Reg Idx UImm",
        "StaCurrentScriptContextSlot Idx", "LdaLookupSlot Idx", "LdaLookupContextSlot Idx Idx UImm",
        "LdaLookupGlobalSlot Idx Idx UImm", "LdaLookupSlotInsideTypeof Idx",
        "LdaLookupContextSlotInsideTypeof Idx Idx UImm", "LdaLookupGlobalSlotInsideTypeof Idx Idx UImm",
        "StaLookupSlot Idx Flag8", "GetNamedProperty Reg Idx Idx", "GetNamedPropertyFromSuper Reg Idx Idx",
        "GetKeyedProperty Reg Idx", "GetEnumeratedKeyedProperty Reg Reg Reg Idx", "LdaModuleVariable Imm UImm",
        "StaModuleVariable Imm UImm", "SetNamedProperty Reg Idx Idx", "DefineNamedOwnProperty Reg Idx Idx",
        "SetKeyedProperty Reg Reg Idx", "DefineKeyedOwnProperty Reg Reg Flag8 Idx",
        "StaInArrayLiteral Reg Reg Idx", "DefineKeyedOwnPropertyInLiteral Reg Reg Flag8 Idx", "Add Reg Idx",
        "Sub Reg Idx", "Mul Reg Idx", "Div Reg Idx", "Mod Reg Idx", "Exp Reg Idx", "BitwiseOr Reg Idx",
        "BitwiseXor Reg Idx", "BitwiseAnd Reg Idx", "ShiftLeft Reg Idx", "ShiftRight Reg Idx",
        "ShiftRightLogical Reg Idx", "AddSmi Imm Idx", "SubSmi Imm Idx", "MulSmi Imm Idx", "DivSmi Imm Idx",
        "ModSmi Imm Idx", "ExpSmi Imm Idx", "BitwiseOrSmi Imm Idx", "BitwiseXorSmi Imm Idx",
        "BitwiseAndSmi Imm Idx", "ShiftLeftSmi Imm Idx", "ShiftRightSmi Imm Idx",
        "ShiftRightLogicalSmi Imm Idx", "Inc Idx", "Dec Idx", "Negate Idx", "BitwiseNot Idx",
        "ToBooleanLogicalNot", "LogicalNot", "TypeOf Idx", "DeletePropertyStrict Reg",
        "DeletePropertySloppy Reg", "GetSuperConstructor RegOut",
        "FindNonDefaultConstructorOrConstruct Reg Reg RegOutPair", "CallAnyReceiver Reg RegList RegCount Idx",
        "CallProperty Reg RegList RegCount Idx", "CallProperty0 Reg Reg Idx", "CallProperty1 Reg Reg Reg Idx",
        "CallProperty2 Reg Reg Reg Reg Idx", "CallUndefinedReceiver Reg RegList RegCount Idx",
        "CallUndefinedReceiver0 Reg Idx", "CallUndefinedReceiver1 Reg Reg Idx",
        "CallUndefinedReceiver2 Reg Reg Reg Idx", "CallWithSpread Reg RegList RegCount Idx",
        "CallRuntime RuntimeId RegList RegCount", "CallRuntimeForPair RuntimeId RegList RegCount RegOutPair",
        "CallJSRuntime NativeContextIndex RegList RegCount", "InvokeIntrinsic IntrinsicId RegList RegCount",
        "Construct Reg RegList RegCount Idx", "ConstructWithSpread Reg RegList RegCount Idx",
        "ConstructForwardAllArgs Reg Idx", "TestEqual Reg Idx", "TestEqualStrict Reg Idx",
        "TestLessThan Reg Idx", "TestGreaterThan Reg Idx", "TestLessThanOrEqual Reg Idx",
        "TestGreaterThanOrEqual Reg Idx", "TestInstanceOf Reg Idx", "TestIn Reg Idx", "ToName", "ToNumber Idx",
        "ToNumeric Idx", "ToObject RegOut", "ToString", "ToBoolean", "CreateRegExpLiteral Idx Idx Flag16",
        "CreateArrayLiteral Idx Idx Flag8", "CreateArrayFromIterable", "CreateEmptyArrayLiteral Idx",
        "CreateObjectLiteral Idx Idx Flag8", "CreateEmptyObjectLiteral", "CloneObject Reg Flag8 Idx",
        "GetTemplateObject Idx Idx", "CreateClosure Idx Idx Flag8", "CreateBlockContext Idx",
        "CreateCatchContext Reg Idx", "CreateFunctionContext Idx UImm", "CreateEvalContext Idx UImm",
        "CreateWithContext Reg Idx", "CreateMappedArguments", "CreateUnmappedArguments", "CreateRestParameter",
        "JumpLoop UImm Imm Idx", "Jump UImm", "JumpConstant Idx", "JumpIfNullConstant Idx",
        "JumpIfNotNullConstant Idx", "JumpIfUndefinedConstant Idx", "JumpIfNotUndefinedConstant Idx",
        "JumpIfUndefinedOrNullConstant Idx", "JumpIfTrueConstant Idx", "JumpIfFalseConstant Idx",
        "JumpIfJSReceiverConstant Idx", "JumpIfForInDoneConstant Idx Reg Reg",
        "JumpIfToBooleanTrueConstant Idx", "JumpIfToBooleanFalseConstant Idx", "JumpIfToBooleanTrue UImm",
        "JumpIfToBooleanFalse UImm", "JumpIfTrue UImm", "JumpIfFalse UImm", "JumpIfNull UImm",
        "JumpIfNotNull UImm", "JumpIfUndefined UImm", "JumpIfNotUndefined UImm", "JumpIfUndefinedOrNull UImm",
        "JumpIfJSReceiver UImm", "JumpIfForInDone UImm Reg Reg", "SwitchOnSmiNoFeedback Idx UImm Imm",
        "ForInEnumerate Reg", "ForInPrepare RegOutTriple Idx", "ForInNext Reg Reg RegPair Idx",
        "ForInStep RegInOut", "SetPendingMessage", "Throw", "ReThrow", "Return",
        "ThrowReferenceErrorIfHole Idx", "ThrowSuperNotCalledIfHole", "ThrowSuperAlreadyCalledIfNotHole",
        "ThrowIfNotSuperConstructor Reg", "SwitchOnGeneratorState Reg Idx UImm",
        "SuspendGenerator Reg RegList RegCount UImm", "ResumeGenerator Reg RegOutList RegCount",
        "GetIterator Reg Idx Idx", "Debugger", "IncBlockCounter Idx", "Abort Idx", "Star15", "Star14", "Star13",
        "Star12", "Star11", "Star10", "Star9", "Star8", "Star7", "Star6", "Star5", "Star4", "Star3", "Star2",
        "Star1", "Star0", "Illegal",
    ),
    # src/interpreter/interpreter-intrinsics.h
    "interpreter_intrinsics": (
        "AsyncFunctionAwait", "AsyncFunctionEnter", "AsyncFunctionReject", "AsyncFunctionResolve",
        "AsyncGeneratorAwait", "AsyncGeneratorReject", "AsyncGeneratorResolve", "AsyncGeneratorYieldWithAwait",
        "CreateJSGeneratorObject", "GeneratorGetResumeMode", "GeneratorClose", "GetImportMetaObject",
        "CopyDataProperties", "CopyDataPropertiesWithExcludedPropertiesOnStack", "CreateIterResultObject",
        "CreateAsyncFromSyncIterator",
    ),
}
