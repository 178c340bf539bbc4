"""What is kept of a core in the cache folder: used where it fits, and never where it is stale, damaged or another's."""

import os
import stat
from types import SimpleNamespace

import numpy as np
import pytest

from v8dbg import index, limits

ARRAYS = {
    "addresses": np.arange(1, 1001, dtype=np.uint64) << np.uint64(40),
    "targets": np.arange(77, dtype=np.int32) - 5,
    "alive": np.arange(9) % 2 == 0,
    "none": np.zeros(0, np.int64),
}
FACTS = {"names": ["a", "ä"], "count": 3}


@pytest.fixture
def core(tmp_path, monkeypatch):
    """Something that is as good as a core here: a file, and modules."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(index, "_core", lambda session: session.process)
    path = tmp_path / "core"
    path.write_bytes(bytes(range(256)) * 4096)
    module = SimpleNamespace(path="/node", start=4096, build_id="abc", file=None)
    return SimpleNamespace(path=str(path), modules=SimpleNamespace(all=[module]))


def session(core, forced=None):
    return SimpleNamespace(kept={}, process=core, forced=forced, use_index=True)


def files(tmp_path):
    folder = tmp_path / "cache" / "v8dbg"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_is_kept_comes_back(core, tmp_path):
    assert index.load(session(core), "graph") is None
    assert index.save(session(core), "graph", ARRAYS, FACTS)
    found = index.load(session(core), "graph")
    assert found.facts == FACTS and found.arrays.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert found.arrays[name].dtype == array.dtype and (found.arrays[name] == array).all()
        assert not array.size or not found.arrays[name].flags.writeable
    assert index.load(session(core), "roots") is None
    (path,) = files(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_another_core_is_another_one(core):
    index.save(session(core), "graph", ARRAYS, FACTS)
    assert index.load(session(core, forced=(9, 4)), "graph") is None
    core.modules.all[0].build_id = "abd"
    assert index.load(session(core), "graph") is None
    core.modules.all[0].build_id = "abc"
    assert index.load(session(core), "graph")
    about = os.stat(core.path)
    with open(core.path, "r+b") as file:
        file.seek(about.st_size - 9)
        file.write(b"!")
    os.utime(core.path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert index.load(session(core), "graph") is None


def test_another_v8dbg_makes_it_anew(core, monkeypatch):
    index.save(session(core), "graph", ARRAYS, FACTS)
    monkeypatch.setattr(index, "_code", lambda: [])
    assert index.load(session(core), "graph") is None


def test_identity_is_checked_not_the_name_alone(core, tmp_path):
    index.save(session(core), "graph", ARRAYS, FACTS)
    (path,) = files(tmp_path)
    os.utime(core.path, ns=(5, 5))
    index.save(session(core), "graph", ARRAYS, {})
    (other,) = [each for each in files(tmp_path) if each != path]
    path.replace(other)
    assert index.load(session(core), "graph") is None


def test_every_flipped_byte_is_noticed(core, tmp_path):
    opened = session(core)
    index.save(opened, "graph", {"targets": ARRAYS["targets"]}, FACTS)
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    length = len(index._MAGIC) + index._HEAD.size + index._HEAD.unpack(whole[len(index._MAGIC) :][:12])[0]
    for at in range(length + 4 * 77):  # what fills up behind the last array is not read
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert index.load(opened, "graph") is None, at
    path.write_bytes(whole)
    assert index.load(session(core), "graph")


def test_cut_off(core, tmp_path):
    opened = session(core)
    index.save(opened, "graph", {"targets": ARRAYS["targets"]}, FACTS)
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    for length in range(len(whole) - 63):
        path.write_bytes(whole[:length])
        assert index.load(opened, "graph") is None, length


@pytest.mark.parametrize("told", [
    {"identity": 1}, {"arrays": {"a": ["object", 1, 0, 0]}}, {"arrays": {"a": ["int64", 1 << 70, 0, 0]}},
    {"arrays": {"a": ["int64", -1, 0, 0]}}, {"arrays": {"a": ["int64", 1, -64, 0]}}, {"arrays": {"a": [1, 1]}},
    {"arrays": {"a": ["int64", "1", 0, 0]}}, {"arrays": [1]}, {"arrays": None},
])  # fmt: skip
def test_headers_that_lie(core, tmp_path, told, monkeypatch):
    real = index._lay_out
    monkeypatch.setattr(index, "_lay_out", lambda arrays, header: lying(real, arrays, header, told))
    assert index.save(session(core), "graph", ARRAYS, FACTS)
    assert index.load(session(core), "graph") is None


def lying(real, arrays, header, told):
    import json
    import zlib

    start, pieces = real(arrays, header)
    before = len(index._MAGIC) + index._HEAD.size
    text = json.dumps({**json.loads(start[before:]), **told}).encode()
    return index._MAGIC + index._HEAD.pack(len(text), zlib.crc32(text)) + text, pieces


def test_what_others_own_or_may_read_is_not_used(core, tmp_path, monkeypatch):
    index.save(session(core), "graph", ARRAYS, FACTS)
    (path,) = files(tmp_path)
    path.chmod(0o644)
    assert index.load(session(core), "graph") is None
    path.chmod(0o600)
    path.parent.chmod(0o770)
    assert index.load(session(core), "graph") is None
    assert not index.save(session(core), "graph", ARRAYS, FACTS)
    path.parent.chmod(0o700)
    assert index.load(session(core), "graph")
    monkeypatch.setattr(index.os, "geteuid", lambda: os.stat(path).st_uid + 1)
    assert index.load(session(core), "graph") is None
    assert not index.save(session(core), "graph", ARRAYS, FACTS)


def test_links_are_not_followed(core, tmp_path):
    index.save(session(core), "graph", ARRAYS, FACTS)
    (path,) = files(tmp_path)
    path.rename(tmp_path / "real")
    path.symlink_to(tmp_path / "real")
    assert index.load(session(core), "graph") is None
    assert index.save(session(core), "graph", ARRAYS, FACTS)
    assert not path.is_symlink() and index.load(session(core), "graph")


def test_nowhere_to_keep_it(core, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file")
    assert not index.save(session(core), "graph", ARRAYS, FACTS)
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none")
    assert not index.save(session(core), "graph", ARRAYS, FACTS)
    assert index.load(session(core), "graph") is None


def test_a_disk_that_is_full(core, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    index.save(session(core), "graph", ARRAYS, FACTS)
    monkeypatch.setattr(index.os, "replace", full)
    assert not index.save(session(core), "graph", ARRAYS, {})
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert len(files(tmp_path)) == 1


def test_no_core_and_off(core, tmp_path, monkeypatch):
    off = session(core)
    off.use_index = False
    assert not index.save(off, "graph", ARRAYS, FACTS) and not files(tmp_path)
    off.use_index = True
    assert index.save(off, "graph", ARRAYS, FACTS)
    off.use_index = False
    assert index.load(off, "graph") is None
    os.unlink(core.path)
    assert not index.save(session(core), "graph", ARRAYS, FACTS)
    monkeypatch.setattr(index, "_core", lambda _: None)
    assert not index.save(session(core), "graph", ARRAYS, FACTS)


def test_the_oldest_go(core, tmp_path, monkeypatch):
    index.save(session(core), "a", ARRAYS, FACTS)
    (path,) = files(tmp_path)
    monkeypatch.setattr(limits, "MAX_INDEX_BYTES", 3 * path.stat().st_size + 100)
    for part in "bc":
        index.save(session(core), part, ARRAYS, FACTS)
    for number, part in enumerate("abc"):
        os.utime(path.with_name(path.name.replace("-a.", f"-{part}.")), (number, number))
    assert index.load(session(core), "a")  # which makes it the newest
    index.save(session(core), "d", ARRAYS, FACTS)
    assert sorted(each.stem[-1] for each in files(tmp_path)) == ["a", "c", "d"]
    monkeypatch.setattr(limits, "MAX_INDEX_BYTES", 100)
    assert not index.save(session(core), "e", ARRAYS, FACTS)
