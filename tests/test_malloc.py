"""The command line keeps the memory that large arrays give up: the kernel need not clear it again for the next ones."""

import subprocess
import sys

TURNS, MEGABYTES = 20, 64
PROGRAM = f"""
import resource, sys
import numpy
from v8dbg.malloc import keep_what_is_freed

if sys.argv[1] == "keeps":
    keep_what_is_freed()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range({TURNS}):
    numpy.ones({MEGABYTES} << 20, numpy.uint8)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def page_faults(how):
    return int(subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, check=True).stdout)


def test_freed_memory_is_used_again():
    assert page_faults("keeps") * TURNS // 2 < page_faults("gives back")
