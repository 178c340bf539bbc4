"""What all tests share: the folders of the project and of the tests are importable, and a release's tests run together.

A core is made once, opened by one process and used while it is there: in the order of the files each test would be
asked of 24 releases in turn, in either process, and every core be read again for every test. With pytest-xdist a group
is a release, or a file of tests that ask none in particular; the groups that take longest come first."""

import re
import signal
import sys
from pathlib import Path

import pytest

for folder in (Path(__file__).parent, Path(__file__).parents[1]):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import nodes  # noqa: E402

RELEASE = re.compile(r"\d+\.\d+\.\d+")
# Files without a release that take longer than a small release does, the longest first
LONG = (
    "test_hosts", "test_process", "test_demo", "test_samples", "test_llnode", "test_tutorials", "test_dap",
    "test_snapshot", "test_fuzz_decoders", "test_print_everything",
)  # fmt: skip


def release_of(item):
    """The release of Node.js that a test is for, or None."""
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return next((each for each in parameters if isinstance(each, str) and RELEASE.fullmatch(each)), None)


def group_of(item) -> str:
    """The name of the tests that run in one process, one after the other."""
    marked = item.get_closest_marker("xdist_group")
    return marked.args[0] if marked else release_of(item) or item.path.stem


def rank(group: str) -> tuple:
    """Full releases, long files, other files, small releases: those fill what is left at the end."""
    if RELEASE.fullmatch(group):
        return (0 if nodes.VERSIONS.get(group) == "full" else 3, *(-part for part in nodes.parse(group)))
    return (1, LONG.index(group)) if group in LONG else (2, group)


def pytest_configure(config):
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background, and all it starts
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.option.loadscopereorder = False  # by the number of tests, which says nothing of how long they take
    config.pluginmanager.register(Marks())
    config.pluginmanager.register(Order())


class Marks:
    """Before pytest-xdist reads the groups."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items):
        for item in items:
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group(group_of(item)))


class Order:
    """After pytest has put tests together whose parameters have the same number, whatever release that is."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        order = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in items))}
        items.sort(key=lambda item: (*rank(group_of(item)), order[item.path]))
