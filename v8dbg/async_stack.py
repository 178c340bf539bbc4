"""The async functions that wait for the one that runs now.

V8 adds them under the physical frames of Error.stack: CaptureAsyncStackTrace in
src/execution/isolate.cc. The microtask that runs now leads to the promise of the async
function on the stack; that promise's only reaction leads to the function that awaits it,
and so on, through Promise.all, allSettled and any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional

from . import limits
from .builtins import builtin_of_function
from .containers import JSPromise, PromiseReaction
from .errors import Error
from .functions import Context, JSFunction, JSGeneratorObject
from .isolate import Isolate
from .objects import HeapObject, Value
from .session import Session

# Closures that resume an awaiting function; their context's extension is its generator.
_AWAIT = "AwaitResolveClosure", "AwaitRejectClosure", "YieldResolveClosure", "YieldWithAwaitResolveClosure"
# Builtins behind one element of a combinator: handler's builtin -> the slot of the native context that it came from
_COMBINATORS = {
    "PromiseAllResolveElementClosure": "promise_all",
    "PromiseAllSettledResolveElementClosure": "promise_all_settled",
    "PromiseAnyRejectElementClosure": "promise_any",
}


@dataclass
class AsyncFrame:
    """A function that waits: suspended at `bytecode_offset`, or a combinator (`index` of the promise in it)."""

    function: Optional[JSFunction]
    generator: Optional[JSGeneratorObject] = None
    combinator: str = ""  # "all", "allSettled", "any"
    promise_index: int = -1
