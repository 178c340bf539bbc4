"""README and docs tell of what exists: every command, every flag, every make target; and of nothing else."""

import re
from pathlib import Path

import pytest

import nodes
from v8dbg import commands

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHARED = {"-h", "--help", "--json", "--color"}  # of every command, told once
FLAG = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")


def sections(text):
    """{heading: text} of the third level."""
    parts = re.split(r"^(##+) (.+)$", text, flags=re.M)
    return {parts[i + 1].strip("` "): parts[i + 2] for i in range(1, len(parts), 3) if parts[i] == "###"}


def told(name):
    """All that README and the command's own page say about it."""
    page = ROOT / "docs" / f"{name}.md"
    return sections(README)[name] + (page.read_text() if page.exists() else "")


COMMANDS = sorted(commands.names())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_with_its_flags(name):
    assert name in sections(README), f"README.md has no section `### {name}`"
    text = told(name)
    missing = [flag for flag in commands.flags(name) if flag not in SHARED and not re.search(rf"`{flag}\b", text)]
    assert not missing, f"README.md and docs/{name}.md do not explain {', '.join(missing)} of {name}"
    positional = [action.metavar for action in commands.parser_for(name)._actions if not action.option_strings]
    assert all(argument in text for argument in positional)


def test_shared_flags_are_told_once():
    start = README.split("## Commands")[1].split("###")[0]
    assert all(f"`{flag}" in start for flag in SHARED)


@pytest.mark.parametrize("name", COMMANDS)
def test_flag_tables_name_flags_that_exist(name):
    """First cells of the tables: prose may name other programs' flags."""
    known = set(commands.flags(name))
    for cell in re.findall(r"^\| `([^`]+)`", told(name), re.M):
        for flag in FLAG.findall(cell):
            assert flag in known, f"{name} has no {flag}"


def test_every_section_is_a_command():
    told = set(sections(README.split("## Commands")[1].split("\n## ")[0]))
    assert told == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_does(name):
    text = commands.parser_for(name).format_help()
    first = commands.names()[name].splitlines()[0]
    assert len(first) > 20 and first.endswith((".", ",")) or first[-1].isalpha()
    assert all(flag in text for flag in commands.flags(name))
    for action in commands.parser_for(name)._actions:
        assert action.help, f"{name}: {action.option_strings or action.dest} has no help"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links(page):
    text = page.read_text()
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = page if not name else (page.parent / name)
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(), re.M)
            slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
            assert anchor in slugs, f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_nothing_is_left_to_fill_in(page):
    assert not re.search(r"<!--|TODO|FIXME|\bXXX\b", page.read_text())


def test_node_table_is_the_matrix():
    rows = re.findall(r"^\| \d+ \| [\d., ]+ \| (.+) \|$", README, re.M)
    told = [release for row in rows for release in row.split(", ")]
    assert told == [f"**{v}**" if kind == "full" else v for v, kind in nodes.VERSIONS.items()]


def test_make_targets():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split())
    assert targets == set(re.findall(r"^([a-z]+):.*## \S", makefile, re.M)), "each target has a line in `make help`"
    for used in re.findall(r"\bmake ([a-z]+)\b", "".join(page.read_text() for page in PAGES)):
        assert used in targets, f"there is no `make {used}`"
