"""The command line keeps the memory that large arrays give up: the kernel need not clear it again for the next ones."""

import subprocess
import sys

import pytest

TURNS, MEGABYTES = 20, 40  # larger than what glibc ever keeps; two of them do not fit into a part of an arena
PROGRAM = f"""
import ctypes, resource, sys, threading
import numpy
from v8dbg.malloc import keep_what_is_freed

def turns():
    held = numpy.ones({MEGABYTES} << 20, numpy.uint8)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range({TURNS}):
        numpy.ones({MEGABYTES} << 20, numpy.uint8)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)

ctypes.CDLL(None).prctl(41, 1, 0, 0, 0)  # PR_SET_THP_DISABLE: how many huge pages there are depends on the machine
if sys.argv[1] == "keeps":
    keep_what_is_freed()
thread = threading.Thread(target=turns)
turns() if sys.argv[2] == "main" else (thread.start(), thread.join())
"""


def page_faults(*how):
    return int(subprocess.run([sys.executable, "-c", PROGRAM, *how], capture_output=True, check=True).stdout)


@pytest.mark.parametrize("thread", ["main", "another"])
def test_freed_memory_is_used_again(thread):
    assert page_faults("keeps", thread) * TURNS // 2 < page_faults("gives back", thread)
