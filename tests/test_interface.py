"""The contract of the commands: their names and flags, which users and scripts of mdb_v8 and llnode rely on."""

import pytest

from v8dbg import commands
from v8dbg.commands import _llnode

# command: the flags that it must have besides those that every command has
CONTRACT = {
    "jsstack": "-a -v -n -f -p -t --depth",
    "jsframe": "-a -n",
    "jsprint": "-a -b -d -l -s -m",
    "findjsobjects": "-c -p -k -r -l -s --live --sort --top --diff",
    "jsfindrefs": "-l -n -s",
    "jsretainers": "",
    "jsdominators": "--top",
    "jsleaks": "",
    "jsheap": "--diff",
    "jssnapshot": "--gzip",
    "jsfunctions": "-s -n -x",
    "jsfunction": "",
    "jsclosure": "",
    "jssource": "-n",
    "jsconstructor": "",
    "jsarray": "-i",
    "nodebuffer": "",
    "nodeinfo": "",
    "getactivehandles": "",
    "getactiverequests": "",
    "v8print": "",
    "v8type": "",
    "v8types": "",
    "v8classes": "",
    "v8frametypes": "",
    "v8str": "-v",
    "v8array": "-i",
    "v8context": "",
    "v8scopeinfo": "",
    "v8function": "-d",
    "v8code": "-d",
    "v8internal": "",
    "v8whatis": "-v -d",
    "v8field": "",
    "v8load": "",
    "v8warnings": "",
    "v8layout": "",
    "v8verify": "",
}
SHARED = {"-h", "--help", "--json", "--color"}
LLNODE = {
    "bt", "inspect", "print", "findjsobjects", "findjsinstances", "findrefs", "source list", "nodeinfo",
    "getactivehandles", "getactiverequests",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_command_has_its_flags(name):
    assert name in commands.names()
    assert not (SHARED | set(CONTRACT[name].split())) - set(commands.flags(name))


def test_no_command_is_outside_the_contract():
    assert set(commands.names()) - set(CONTRACT) == set(), "put it into CONTRACT"


def test_every_name_of_llnode_is_answered():
    assert set(_llnode.available(commands.names())) == LLNODE


@pytest.mark.parametrize("name", CONTRACT)
def test_nothing_before_a_target_is_opened(name):
    """A flag that does not exist is said in one line, with no target needed."""
    said = []

    class Out:
        color, width, failed = False, None, False

        def lines(self, lines):
            said.extend(lines)

    assert commands.run([name, "--no-such-flag"], pytest.fail, Out()) == commands.USAGE
    assert len(said) == 1
