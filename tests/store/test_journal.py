"""The journal: what commands have written, and taking it back."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl.errors import PostctlError
from postctl.model import Change
from postctl.store import journal, write
from postctl.store.journal import Journal

AT = "2026-11-23T12:00:00+00:00"


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def folders(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}


@pytest.fixture
def kept(root: Path, tmp_path: Path) -> Journal:
    (root / "a.md").write_bytes(b"the old text of a\r\n")
    (root / "b.md").write_bytes(b"b")
    (root / "old").mkdir()
    (root / "old/index.md").write_bytes(b"x")
    (root / "old/a.png").write_bytes(b"\x89PNG\xff\x00")
    return Journal(str(tmp_path / "state"), str(root))


CHANGES = (
    Change("a.md", b"the old text of a\r\n", b"the new text of a\r\n"),
    Change("new/deep/c.md", None, b"c"),
    Change("new name/index.md", b"x", b"xyz", "old/index.md", "old"),
    Change("new name/a.png", b"\x89PNG\xff\x00", b"\x89PNG\xff\x00", "old/a.png", "old"),
    Change("b.md", b"b", None),
)


def done(kept: Journal, changes: Sequence[Change] = CHANGES, command: str = "test") -> None:
    with kept.recording(command, AT, changes):
        write.apply(kept.root, changes)


def taken_back(kept: Journal) -> tuple[str, ...]:
    entry = kept.last()
    assert entry is not None
    found = kept.undoing(entry)
    write.apply(kept.root, found.changes)
    kept.undone(entry)
    return found.touched


def test_what_a_command_wrote_is_taken_back_byte_for_byte_with_its_folders(kept: Journal, root: Path) -> None:
    before = files(root), folders(root)
    done(kept)
    assert files(root) == {
        "a.md": b"the new text of a\r\n",
        "new/deep/c.md": b"c",
        "new name/index.md": b"xyz",
        "new name/a.png": b"\x89PNG\xff\x00",
    }
    assert folders(root) == {"new", "new/deep", "new name"}
    assert taken_back(kept) == ()
    assert (files(root), folders(root)) == before
    assert kept.last() is None
    assert [entry.state for entry in kept.entries()] == ["undone"]


def test_a_folder_that_was_there_before_stays(kept: Journal, root: Path) -> None:
    (root / "empty").mkdir()
    done(kept, [Change("empty/c.md", None, b"c")])
    taken_back(kept)
    assert (root / "empty").is_dir()


def test_a_folder_somebody_has_put_a_file_into_stays(kept: Journal, root: Path) -> None:
    done(kept, [Change("new/c.md", None, b"c")])
    (root / "new/theirs.txt").write_bytes(b"x")
    taken_back(kept)
    assert files(root / "new") == {"theirs.txt": b"x"}


@pytest.mark.parametrize(
    ("path", "told"),
    [("a.md", "a.md"), ("new/deep/c.md", "new/deep/c.md"), ("new name/index.md", "new name/index.md"), ("b.md", "b.md")],
)
def test_r9_a_file_that_was_changed_since_is_named_and_stays(kept: Journal, root: Path, path: str, told: str) -> None:
    done(kept)
    (root / path).write_bytes(b"theirs")
    entry = kept.last()
    assert entry is not None
    found = kept.undoing(entry)
    assert found.touched == (told,)
    write.apply(kept.root, found.changes)
    assert (root / path).read_bytes() == b"theirs"


def test_a_moved_file_that_is_gone_is_named(kept: Journal, root: Path) -> None:
    done(kept)
    (root / "new name/index.md").unlink()
    (root / "old").mkdir()
    (root / "old/a.png").write_bytes(b"theirs")
    entry = kept.last()
    assert entry is not None
    assert set(kept.undoing(entry).touched) == {"new name/index.md", "old/a.png"}


def test_what_is_back_already_needs_nothing(kept: Journal, root: Path) -> None:
    done(kept, CHANGES[:1])
    (root / "a.md").write_bytes(CHANGES[0].before or b"")
    entry = kept.last()
    assert entry is not None
    assert kept.undoing(entry) == ((), ())


def test_the_newest_goes_first(kept: Journal, root: Path) -> None:
    texts = [b"the old text of a\r\n", b"two", b"", b"four"]
    for old, new in pairwise(texts):
        done(kept, [Change("a.md", old, new)], new.decode())
    assert [entry.command for entry in kept.entries()] == ["four", "", "two"]
    for text in reversed(texts[:-1]):
        taken_back(kept)
        assert (root / "a.md").read_bytes() == text
    done(kept, [Change("a.md", texts[0], b"five")], "five")
    assert [(entry.command, entry.state) for entry in kept.entries()][:2] == [("five", "done"), ("four", "undone")]


def test_nothing_written_leaves_no_entry(kept: Journal, root: Path) -> None:
    done(kept, [Change("a.md", b"the old text of a\r\n", b"the old text of a\r\n")])
    with pytest.raises(PostctlError):
        done(kept, [Change("a.md", b"not what is there", b"new")])
    assert kept.entries() == []


def test_r16_what_a_broken_batch_has_written_is_taken_back(kept: Journal, root: Path, disk) -> None:
    before = files(root)
    changes = [Change("a.md", before["a.md"], b"A"), Change("b.md", b"b", b"B"), Change("c.md", None, b"C")]

    def fail(name, function, args, options):
        raise OSError(28, "No space left on device")

    with kept.recording("batch", AT, changes), disk.standing_in(disk.nth(2, fail, "replace")), pytest.raises(PostctlError):
        write.apply(kept.root, changes)
    assert files(root) != before
    assert (root / "b.md").read_bytes() == b"b"
    taken_back(kept)
    assert files(root) == before


# --- what was cut short -----------------------------------------------------------------------------------------------


def test_r11_a_command_that_was_killed_is_found_and_taken_back(kept: Journal, root: Path, disk) -> None:
    before = files(root), folders(root)
    assert disk.killed(lambda: done(kept), 3, torn=True, only=frozenset({"link"}))  # the journal's, c.md's, index.md's
    found = kept.cut_short()
    assert found is not None
    assert found.state == "begun"
    assert {"old/index.md", "new name/index.md"} <= files(root).keys(), "a move that was cut short leaves both"
    assert taken_back(kept) == ()
    assert (files(root), folders(root)) == before
    assert kept.cut_short() is None


def test_a_command_at_work_was_not_cut_short(kept: Journal, tmp_path: Path) -> None:
    with kept.recording("test", AT, CHANGES):
        assert kept.cut_short() is None
    with kept.recording("test", AT, CHANGES[:1]):
        write.apply(kept.root, CHANGES[:1])
        assert kept.cut_short() is None
    assert kept.cut_short() is None


# --- the files of the journal -----------------------------------------------------------------------------------------


def test_s17_entries_are_for_their_owner_only_and_hold_no_bodies(kept: Journal, root: Path) -> None:
    mask = os.umask(0)
    try:
        done(kept, CHANGES[:2])
    finally:
        os.umask(mask)
    paths = list(Path(kept.folder).iterdir())
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o600] * 2
    assert stat.S_IMODE(os.stat(kept.folder).st_mode) == 0o700
    text = next(path for path in paths if path.suffix == ".json").read_text()
    assert "old text" not in text
    steps = json.loads(text)["steps"]
    assert [step["cut"] for step in steps] == ["b2xk", ""], "`old`, and nothing"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[" * 100_000, b"\xff", b'{"postctl_journal": 99}', b'{"postctl_journal": 1, "steps": [1]}']
)
def test_s17_an_entry_that_is_none_is_passed_over(kept: Journal, root: Path, data: bytes) -> None:
    done(kept, CHANGES[:1])
    (Path(kept.folder) / "99999999-00000000.done.json").write_bytes(data)
    (Path(kept.folder) / "notes.txt").write_bytes(data)
    assert [entry.command for entry in kept.entries()] == ["test"]
    taken_back(kept)
    assert (root / "a.md").read_bytes() == CHANGES[0].before


def test_s6_an_entry_that_leads_out_of_the_site_changes_nothing(kept: Journal, root: Path) -> None:
    done(kept, CHANGES[:1])
    outside = root.parent / "outside.md"
    outside.write_bytes(b"the new text of a\r\n")
    [path] = Path(kept.folder).glob("*.json")
    path.write_text(path.read_text().replace('"a.md"', '"../outside.md"'))
    entry = kept.last()
    assert entry is not None
    assert kept.undoing(entry).touched == ("../outside.md",)
    assert outside.read_bytes() == b"the new text of a\r\n"


def test_the_journal_is_bounded(kept: Journal, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_ENTRIES", 5)
    texts = [b"the old text of a\r\n", *(str(n).encode() for n in range(12))]
    for old, new in pairwise(texts):
        done(kept, [Change("a.md", old, new)], new.decode())
    assert [entry.command for entry in kept.entries()] == ["11", "10", "9", "8", "7"]
    monkeypatch.setattr(journal, "MOST_BYTES", 1)
    done(kept, [Change("a.md", b"11", b"last")], "last")
    assert [entry.command for entry in kept.entries()] == ["last"], "the newest stays, whatever its size"


def test_two_sites_have_two_journals(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        done(Journal(str(tmp_path / "state"), str(tmp_path / name)), [Change("a.md", None, b"a")], name)
    assert [entry.command for entry in Journal(str(tmp_path / "state"), str(tmp_path / "one")).entries()] == ["one"]


@given(old=st.binary(max_size=60), new=st.binary(max_size=60), same=st.binary(max_size=20))
def test_r3_the_old_bytes_are_made_of_the_new_ones(old: bytes, new: bytes, same: bytes) -> None:
    before, after = same + old + same, same + new + same
    step = journal._step(Change("a.md", before, after))
    assert step.before(after) == before
    assert len(step.cut) <= len(old)
