"""What `store.write` does with one file and with a plan: what it keeps, and what it refuses."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postctl.errors import PostctlError, Refused, WriteError
from postctl.model import Change
from postctl.store import write

OLD, NEW = b"---\ntitle: old\n---\nbody\n", b"---\ntitle: new, and longer\n---\nbody\n"


@pytest.fixture
def post(root: Path) -> Path:
    path = root / "a.md"
    path.write_bytes(OLD)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- replace ------------------------------------------------------------------------------------------------------------


def test_replace_writes_exactly_the_new_bytes_and_nothing_else(root: Path, post: Path) -> None:
    assert write.replace(str(root), "a.md", OLD, NEW) is True
    assert tree(root) == {"a.md": NEW}


def test_a_long_file_survives_short_writes(root: Path, post: Path, disk: Any) -> None:
    long = os.urandom(300_000)
    with disk.standing_in(lambda name, real, a, k: real(a[0], bytes(a[1])[:4096]) if name == "write" else real(*a, **k)):
        write.replace(str(root), "a.md", OLD, long)
    assert post.read_bytes() == long


def test_r6_the_same_bytes_again_leave_the_file_untouched(root: Path, post: Path) -> None:
    os.utime(post, ns=(1, 1))
    before = os.stat(post)
    assert write.replace(str(root), "a.md", OLD, OLD) is False
    after = os.stat(post)
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (before.st_ino, 1, before.st_ctime_ns)


def test_r6_the_same_bytes_again_need_no_right_to_write(common: Path, disk: Any) -> None:
    (common / "a.md").write_bytes(OLD)
    (common / "a.md").chmod(0o444)
    common.chmod(0o555)
    assert disk.forked(lambda: write.replace(str(common), "a.md", OLD, OLD), nobody=True) is False


def test_r9_a_file_that_changed_before_is_left_alone(root: Path, post: Path) -> None:
    with pytest.raises(WriteError, match=r"^a\.md: changed on disk") as caught:
        write.replace(str(root), "a.md", b"something else", NEW)
    assert caught.value.hint
    assert tree(root) == {"a.md": OLD}


@pytest.mark.parametrize("moment", ["access", "fsync"])
@pytest.mark.parametrize("how", ["append", "same size and time", "replaced by a twin", "chmod"])
def test_r9_a_file_that_changes_between_reading_and_swap_is_left_alone(
    root: Path, post: Path, disk: Any, moment: str, how: str
) -> None:
    def editor() -> None:
        before = os.stat(post)
        if how == "append":
            post.write_bytes(OLD + b"more")
        elif how == "same size and time":
            post.write_bytes(OLD.swapcase())
            os.utime(post, ns=(before.st_atime_ns, before.st_mtime_ns))
        elif how == "replaced by a twin":
            (root / "b.md").write_bytes(OLD)
            (root / "b.md").rename(post)
        else:
            post.chmod(0o600)

    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        if name == moment and not theirs:
            editor()
            theirs.append(post.read_bytes())
        return real(*args, **options)

    theirs: list[bytes] = []
    with disk.standing_in(step), pytest.raises(WriteError, match="changed on disk"):
        write.replace(str(root), "a.md", OLD, NEW)
    assert tree(root) == {"a.md": theirs[0]}


# --- what a file is besides its bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o640, 0o755])
def test_r14_the_mode_is_kept(root: Path, post: Path, mode: int) -> None:
    post.chmod(mode)
    write.replace(str(root), "a.md", OLD, NEW)
    assert post.stat().st_mode & 0o7777 == mode
    write.move(str(root), "a.md", "posts/b.md", NEW, OLD)
    assert (root / "posts/b.md").stat().st_mode & 0o7777 == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can own a file for somebody else")
def test_r14_the_owner_is_kept(root: Path, post: Path) -> None:
    os.chown(post, 1234, 2345)
    write.replace(str(root), "a.md", OLD, NEW)
    assert (post.stat().st_uid, post.stat().st_gid) == (1234, 2345)


def test_r14_a_foreign_owner_does_not_stop_an_edit(common: Path, disk: Any) -> None:
    (common / "a.md").write_bytes(OLD)
    (common / "a.md").chmod(0o666)
    assert disk.forked(lambda: write.replace(str(common), "a.md", OLD, NEW), nobody=True) is True
    assert (common / "a.md").read_bytes() == NEW
    assert (common / "a.md").stat().st_mode & 0o777 == 0o666


def test_r14_extended_attributes_are_kept(root: Path, post: Path) -> None:
    try:
        os.setxattr(post, "user.comment", b"mine")
    except (OSError, AttributeError) as error:
        pytest.skip(f"no extended attributes here: {error}")
    write.replace(str(root), "a.md", OLD, NEW)
    assert os.getxattr(post, "user.comment") == b"mine"


def test_r14_a_symbolic_link_stays_one_and_its_target_is_written(root: Path) -> None:
    (root / "shared").mkdir()
    (root / "shared/real.md").write_bytes(OLD)
    (root / "link.md").symlink_to("shared/real.md")
    write.replace(str(root), "link.md", OLD, NEW)
    assert os.readlink(root / "link.md") == "shared/real.md"
    assert (root / "shared/real.md").read_bytes() == NEW


def test_r14_a_hard_link_is_refused_and_the_hint_helps(root: Path, post: Path) -> None:
    os.link(post, root / "twin.md")
    with pytest.raises(Refused, match=r"^a\.md: has 2 names") as caught:
        write.replace(str(root), "a.md", OLD, NEW)
    with pytest.raises(Refused, match="has 2 names"):
        write.move(str(root), "a.md", "b.md", OLD, NEW)
    assert tree(root) == {"a.md": OLD, "twin.md": OLD}
    commands = caught.value.hint.split(": ", 1)[1].rstrip(".").replace(", then ", " && ")
    subprocess.run(["sh", "-c", commands.replace("FILE", "a.md").replace("COPY", "copy.md")], cwd=root, check=True)
    assert write.replace(str(root), "a.md", OLD, NEW)
    assert tree(root) == {"a.md": NEW, "twin.md": OLD}


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket"])
def test_only_regular_files_are_written(root: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)  # the names of sockets are short
    if kind == "folder":
        os.mkdir("x.md")
    elif kind == "pipe":
        os.mkfifo("x.md")
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("x.md")
    with pytest.raises(PostctlError, match=r"^x\.md: "):
        write.replace(str(root), "x.md", b"", NEW)
    with pytest.raises(Refused, match="exists already"):
        write.create(str(root), "x.md", NEW)
    assert os.listdir(root) == ["x.md"]


# --- what the disk refuses ----------------------------------------------------------------------------------------------


def test_r15_a_read_only_folder_is_said_and_nothing_is_truncated(common: Path, disk: Any) -> None:
    (common / "a.md").write_bytes(OLD)
    (common / "a.md").chmod(0o666)
    common.chmod(0o555)
    for action in (
        lambda: write.replace(str(common), "a.md", OLD, NEW),
        lambda: write.create(str(common), "b.md", NEW),
        lambda: write.move(str(common), "a.md", "b.md", OLD, NEW),
    ):
        answer = disk.forked(action, nobody=True)
        assert answer in [f"WriteError: {name}: its folder cannot be written: Permission denied" for name in ("a.md", "b.md")]
    assert tree(common) == {"a.md": OLD}


def test_r15_a_read_only_file_is_said(common: Path, disk: Any) -> None:
    (common / "a.md").write_bytes(OLD)
    (common / "a.md").chmod(0o444)
    assert (
        disk.forked(lambda: write.replace(str(common), "a.md", OLD, NEW), nobody=True)
        == "WriteError: a.md: the file is read-only"
    )
    assert tree(common) == {"a.md": OLD}


def test_r15_an_unreadable_file_is_said(common: Path, disk: Any) -> None:
    (common / "a.md").write_bytes(OLD)
    (common / "a.md").chmod(0o200)
    answer = disk.forked(lambda: write.replace(str(common), "a.md", OLD, NEW), nobody=os.geteuid() == 0)
    assert answer == "WriteError: a.md: Permission denied"


def test_r15_an_immutable_file_is_said(root: Path, post: Path) -> None:
    try:
        subprocess.run(["chattr", "+i", post], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no immutable files here: {error}")
    try:
        with pytest.raises(WriteError, match=r"^a\.md: "):
            write.replace(str(root), "a.md", OLD, NEW)
        with pytest.raises(WriteError, match=r"^a\.md: the file is read-only"):
            write.move(str(root), "a.md", "b.md", OLD, NEW)
        with pytest.raises(WriteError, match=r"^a\.md -> b\.md: Operation not permitted"):
            write.move(str(root), "a.md", "b.md", OLD, OLD)
    finally:
        subprocess.run(["chattr", "-i", post], check=True)
    assert tree(root) == {"a.md": OLD}


def test_r12_a_limit_on_file_sizes_leaves_the_old_file(root: Path, post: Path, disk: Any) -> None:
    def limited(action: Any) -> Any:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        return action()

    big = b"x" * 20_000
    assert disk.forked(lambda: limited(lambda: write.replace(str(root), "a.md", OLD, big))) == "WriteError: a.md: File too large"
    assert (
        disk.forked(lambda: limited(lambda: write.create(str(root), "new/b.md", big))) == "WriteError: new/b.md: File too large"
    )
    assert "File too large" in disk.forked(lambda: limited(lambda: write.move(str(root), "a.md", "c/c.md", OLD, big)))
    assert tree(root) == {"a.md": OLD}
    assert os.listdir(root) == ["a.md"], "folders made for a file that could not be written are unmade"


def test_a_missing_root_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"^a\.md: No such file"):
        write.create(str(tmp_path / "nowhere"), "a.md", NEW)
    assert not (tmp_path / "nowhere").exists()


# --- create and move: no name is taken from anyone ----------------------------------------------------------------------


def test_create_makes_the_folders_and_minds_the_umask(root: Path, disk: Any) -> None:
    def action() -> None:
        os.umask(0o027)
        write.create(str(root), "posts/2024/a.md", NEW)

    disk.forked(action)
    assert tree(root) == {"posts/2024/a.md": NEW}
    assert (root / "posts/2024/a.md").stat().st_mode & 0o777 == 0o640
    assert (root / "posts/2024").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        ("a.md", "a.md"),
        ("A.md", "a.md"),
        ("Caf\u00e9.md", "cafe\u0301.md"),
        ("cafe\u0301.md", "caf\u00e9.md"),
        ("Stra\u00dfe.md", "STRASSE.md"),
        ("Posts/x.md", "posts/y.md"),
        ("a.md/x.md", "A.md"),
    ],
)
def test_r8_a_name_that_is_taken_on_some_file_system_is_refused(root: Path, there: str, wanted: str) -> None:
    (root / there).parent.mkdir(exist_ok=True)
    (root / there).write_bytes(OLD)
    (root / "source.md").write_bytes(OLD)
    before = tree(root)
    with pytest.raises(Refused, match="already"):
        write.create(str(root), wanted, NEW)
    with pytest.raises(Refused, match="already"):
        write.move(str(root), "source.md", wanted, OLD, NEW)
    assert tree(root) == before


@pytest.mark.parametrize("target", ["exists.md", "dangling.md", "folder"])
def test_r8_nothing_is_overwritten_whatever_it_is(root: Path, post: Path, target: str) -> None:
    (root / "exists.md").write_bytes(b"precious")
    (root / "dangling.md").symlink_to("nowhere.md")
    (root / "folder").mkdir()
    before = tree(root)
    with pytest.raises(Refused):
        write.create(str(root), target, NEW)
    with pytest.raises(Refused):
        write.move(str(root), "a.md", target, OLD, NEW)
    assert tree(root) == before
    assert (root / "dangling.md").is_symlink()


def test_r8_a_name_taken_at_the_last_moment_is_refused(root: Path, disk: Any) -> None:
    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        if name == "link":
            (root / "a.md").write_bytes(b"theirs")
        return real(*args, **options)

    with disk.standing_in(step), pytest.raises(Refused, match="exists already"):
        write.create(str(root), "a.md", NEW)
    assert tree(root) == {"a.md": b"theirs"}


@pytest.mark.parametrize("theirs", [None, b"theirs"])
def test_r8_without_hard_links_a_new_file_still_overwrites_nothing(root: Path, disk: Any, theirs: bytes | None) -> None:
    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        if name != "link":
            return real(*args, **options)
        if theirs is not None:
            (root / "a.md").write_bytes(theirs)
        raise PermissionError(1, "Operation not permitted")

    with disk.standing_in(step):
        if theirs is None:
            write.create(str(root), "a.md", NEW)
        else:
            with pytest.raises(Refused, match="exists already"):
                write.create(str(root), "a.md", NEW)
    assert tree(root) == {"a.md": theirs or NEW}


def test_r12_without_hard_links_a_failure_leaves_no_empty_file(root: Path, disk: Any) -> None:
    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        if name in ("link", "replace"):
            raise OSError(*((1, "no links") if name == "link" else (5, "Input/output error")))
        return real(*args, **options)

    with disk.standing_in(step), pytest.raises(WriteError, match=r"^a\.md: Input/output error"):
        write.create(str(root), "a.md", NEW)
    assert os.listdir(root) == []


def test_move_changes_name_and_bytes_and_leaves_nothing_behind(root: Path, post: Path) -> None:
    write.move(str(root), "a.md", "posts/b.md", OLD, NEW)
    assert tree(root) == {"posts/b.md": NEW}
    write.move(str(root), "posts/b.md", "posts/c.md", NEW, NEW)
    assert tree(root) == {"posts/c.md": NEW}


def test_move_can_change_only_the_case_of_a_name(root: Path, post: Path) -> None:
    write.move(str(root), "a.md", "A.md", OLD, OLD)
    assert os.listdir(root) == ["A.md"]


def test_move_to_itself_never_loses_the_post(root: Path, post: Path) -> None:
    (root / "alias").symlink_to(".")
    for target in ("a.md", "./a.md", "alias/a.md"):
        with pytest.raises(Refused, match="exists already"):
            write.move(str(root), "a.md", target, OLD, OLD)
    assert post.read_bytes() == OLD


def test_move_on_a_file_system_that_folds_case_never_loses_the_post(root: Path, post: Path, disk: Any) -> None:
    def folding(name: str, real: Any, args: Any, options: Any) -> Any:
        if name in ("open", "stat") and args[0] == "A.md":
            args = ("a.md", *args[1:])
        if name == "link" and args[1] == "A.md":
            raise FileExistsError(17, "File exists")
        return real(*args, **options)

    with disk.standing_in(folding), pytest.raises(Refused, match="exists already"):
        write.move(str(root), "a.md", "A.md", OLD, OLD)
    assert tree(root) == {"a.md": OLD}


def test_move_refuses_a_symbolic_link(root: Path, post: Path) -> None:
    (root / "link.md").symlink_to("a.md")
    with pytest.raises(Refused, match="symbolic link"):
        write.move(str(root), "link.md", "b.md", OLD, NEW)
    assert tree(root) == {"a.md": OLD, "link.md": OLD}


def test_r11_a_move_that_was_cut_short_is_finished(root: Path, post: Path) -> None:
    (root / "b.md").write_bytes(NEW)
    write.move(str(root), "a.md", "b.md", OLD, NEW)
    assert tree(root) == {"b.md": NEW}


def test_r9_a_source_that_changes_during_a_move_stays_and_the_target_goes(root: Path, post: Path, disk: Any) -> None:
    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        if name == "link":
            post.write_bytes(b"edited")
        return real(*args, **options)

    with disk.standing_in(step), pytest.raises(WriteError, match="changed on disk"):
        write.move(str(root), "a.md", "b.md", OLD, NEW)
    assert tree(root) == {"a.md": b"edited"}


def test_r15_a_source_that_cannot_be_removed_is_not_doubled(common: Path, disk: Any) -> None:
    (common / "from").mkdir()
    (common / "from/a.md").write_bytes(OLD)
    (common / "from/a.md").chmod(0o666)
    (common / "from").chmod(0o555)
    answer = disk.forked(lambda: write.move(str(common), "from/a.md", "to/a.md", OLD, NEW), nobody=True)
    assert answer == "WriteError: from/a.md: its folder cannot be written: Permission denied"
    assert os.listdir(common) == ["from"]
    (common / "from").chmod(0o1777)  # where files can be made, but only their owners may take them away
    answer = disk.forked(lambda: write.move(str(common), "from/a.md", "to/a.md", OLD, NEW), nobody=True)
    assert answer in ("WriteError: from/a.md -> to/a.md: Operation not permitted", None)
    if os.geteuid() == 0:
        assert tree(common) == {"from/a.md": OLD}


# --- outside the root ---------------------------------------------------------------------------------------------------


@pytest.fixture
def outside(tmp_path: Path, root: Path) -> Path:
    """A folder beside the site, with links that lead to it."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_bytes(OLD)
    (root / "folder").symlink_to(folder)
    (root / "link.md").symlink_to(folder / "secret.md")
    (root / "new.md").symlink_to(folder / "not-there.md")
    return folder


@pytest.mark.parametrize(
    "path",
    [
        "../outside/secret.md",
        "x/../../outside/secret.md",
        "folder/secret.md",
        "folder/../outside/secret.md",
        "link.md",
        "/etc/hostname",
        "{outside}/secret.md",
        "..",
        ".",
        "",
        "a\0b",
        "secret.md\0",
        "\ud800.md",
        "folder/",
        "~/../../outside/secret.md",
    ],
)
def test_s6_nothing_outside_the_root_is_written(root: Path, outside: Path, path: str) -> None:
    path = path.replace("{outside}", str(outside))
    with pytest.raises(Refused):
        write.replace(str(root), path, OLD, NEW)
    with pytest.raises(Refused):
        write.create(str(root), path, NEW)
    (root / "a.md").write_bytes(OLD)
    with pytest.raises(Refused):
        write.move(str(root), "a.md", path, OLD, NEW)
    with pytest.raises(PostctlError):
        write.move(str(root), path, "b.md", OLD, NEW)
    with pytest.raises(PostctlError):
        write.apply(str(root), [Change("ok.md", None, NEW), Change(path, None, NEW)])
    assert tree(outside) == {"secret.md": OLD}
    assert sorted(os.listdir(root)) == ["a.md", "folder", "link.md", "new.md"]


def test_s6_a_new_file_does_not_follow_a_dangling_link(root: Path, outside: Path) -> None:
    with pytest.raises(Refused, match="exists already"):
        write.create(str(root), "new.md", NEW)
    assert tree(outside) == {"secret.md": OLD}


@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_s6_a_link_put_there_between_check_and_open_is_not_followed(root: Path, tmp_path: Path, disk: Any, swapped: str) -> None:
    secret = tmp_path / "outside"
    secret.mkdir()
    (secret / "a.md").write_bytes(OLD)
    (root / "posts").mkdir()
    (root / "posts/a.md").write_bytes(OLD)

    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        if name == "open" and not (root / "posts").is_symlink() and not (root / "posts/a.md").is_symlink():
            if swapped == "folder":
                (root / "posts").rename(root / "away")
                (root / "posts").symlink_to(secret)
            else:
                (root / "posts/a.md").unlink()
                (root / "posts/a.md").symlink_to(secret / "a.md")
        return real(*args, **options)

    with disk.standing_in(step), pytest.raises(PostctlError, match=r"^posts/a\.md: "):
        write.replace(str(root), "posts/a.md", OLD, NEW)
    assert tree(secret) == {"a.md": OLD}


def test_s6_links_inside_the_root_are_fine(root: Path) -> None:
    (root / "content").mkdir()
    (root / "posts").symlink_to("content")
    write.create(str(root), "posts/new/a.md", OLD)
    write.replace(str(root), "posts/new/a.md", OLD, NEW)
    assert (root / "content/new/a.md").read_bytes() == NEW


@settings(max_examples=80, deadline=None)
@given(path=st.text(alphabet=st.one_of(st.sampled_from("./\\~:%ab\0"), st.characters()), max_size=20), target=st.booleans())
def test_s6_any_path_gives_a_file_inside_or_an_error(path: str, target: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "x", "site")
        root.mkdir(parents=True)
        (root / "source").write_bytes(OLD)
        try:
            write.move(str(root), "source", path, OLD, NEW) if target else write.create(str(root), path, NEW)
            wanted = [NEW] if target else [NEW, OLD]
        except PostctlError:
            wanted = [OLD]
        assert sorted(tree(root).values(), reverse=True) == sorted(wanted, reverse=True)
        assert os.listdir(folder) == ["x"]
        assert os.listdir(Path(folder, "x")) == ["site"]


# --- temporary files ----------------------------------------------------------------------------------------------------


def test_s19_a_temporary_file_is_new_private_and_beside_the_post(root: Path, post: Path, disk: Any) -> None:
    seen: list[tuple[str, int, int]] = []

    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        answer = real(*args, **options)
        if name == "open" and args[1] & os.O_CREAT:
            seen.append((args[0], args[1], os.fstat(answer).st_mode & 0o777))
            assert args[0] in os.listdir(root)
        return answer

    with disk.standing_in(step):
        write.replace(str(root), "a.md", OLD, NEW)
        write.create(str(root), "b.md", NEW)
    assert [mode for *_, mode in seen] == [0o600, 0o600]
    assert all(flags & os.O_EXCL and flags & os.O_NOFOLLOW for _, flags, _ in seen)
    assert len({name for name, *_ in seen}) == 2


def test_s19_a_link_planted_under_the_temporary_name_is_not_followed(
    root: Path, post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    monkeypatch.setattr(os, "urandom", lambda n: b"\0" * n)
    (root / f".postctl-{'00' * 8}.tmp").symlink_to(tmp_path / "victim")
    with pytest.raises(WriteError, match="File exists"):
        write.replace(str(root), "a.md", OLD, NEW)
    assert (tmp_path / "victim").read_bytes() == b"precious"
    assert post.read_bytes() == OLD


def test_r17_stale_temporary_files_are_swept_and_young_or_foreign_ones_kept(root: Path, post: Path) -> None:
    now = time.time()
    for name, age in (
        (".postctl-old.tmp", 3700),
        (".postctl-young.tmp", 3500),
        (".postctl-old.md", 3700),
        ("x.postctl-.tmp", 3700),
    ):
        (root / name).write_bytes(b"")
        os.utime(root / name, (now - age, now - age))
    if os.geteuid() == 0:
        (root / ".postctl-theirs.tmp").write_bytes(b"")
        os.utime(root / ".postctl-theirs.tmp", (1, 1))
        os.chown(root / ".postctl-theirs.tmp", 1234, 1234)
    before = set(os.listdir(root))
    write.replace(str(root), "a.md", OLD, NEW)
    assert before - set(os.listdir(root)) == {".postctl-old.tmp"}


@pytest.mark.parametrize("change", [Change("a.md", OLD, NEW), Change("b.md", OLD, NEW, moved_from="a.md")], ids=["edit", "move"])
@pytest.mark.parametrize("planned", [True, False])
def test_r17_a_run_killed_after_the_link_does_not_leave_a_post_that_counts_as_hard_linked(
    root: Path, post: Path, change: Change, planned: bool
) -> None:
    os.link(post, root / ".postctl-00.tmp")
    if planned:
        write.apply(str(root), [change])
    elif change.moved_from:
        write.move(str(root), "a.md", "b.md", OLD, NEW)
    else:
        write.replace(str(root), "a.md", OLD, NEW)
    assert tree(root) == {change.path: NEW}


# --- plans --------------------------------------------------------------------------------------------------------------


def stats(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything that a write, a lock file or a swept file would change."""
    return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns, path.lstat().st_ctime_ns) for path in folder.rglob("*")}


def verified(root: Path, plan: list[Change]) -> str:
    """What `verify` raises, as `Class: message`; that `apply` raises the same, and that neither writes a thing."""
    before, folder = stats(root), root.stat()
    with pytest.raises(PostctlError) as looked:
        write.verify(str(root), plan)
    with pytest.raises(PostctlError) as applied:
        write.apply(str(root), plan)
    assert (type(looked.value), looked.value.message, looked.value.hint) == (
        type(applied.value),
        applied.value.message,
        applied.value.hint,
    )
    assert (stats(root), root.stat().st_mtime_ns) == (before, folder.st_mtime_ns)
    return f"{type(looked.value).__name__}: {looked.value.message}"


def test_apply_makes_every_kind_of_change_and_names_what_was_written(root: Path, post: Path) -> None:
    (root / "b.md").write_bytes(OLD)
    (root / "same.md").write_bytes(OLD)
    plan = [
        Change("a.md", OLD, NEW),
        Change("posts/b.md", OLD, NEW, moved_from="b.md"),
        Change("same.md", OLD, OLD),
        Change("posts/c.md", None, NEW),
        Change("new/2024/d.md", None, NEW),
    ]
    write.verify(str(root), plan)
    assert tree(root) == {"a.md": OLD, "b.md": OLD, "same.md": OLD}
    assert write.apply(str(root), plan) == ["a.md", "posts/b.md", "posts/c.md", "new/2024/d.md"]
    assert tree(root) == {"a.md": NEW, "posts/b.md": NEW, "same.md": OLD, "posts/c.md": NEW, "new/2024/d.md": NEW}


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (Change("gone.md", OLD, NEW), "WriteError: gone.md: No such file or directory"),
        (Change("b.md", b"as it was", NEW), "WriteError: b.md: changed on disk since it was read"),
        (Change("b.md", None, NEW), "Refused: b.md: exists already"),
        (Change("B.md", None, NEW), "Refused: B.md: b.md is there already, and some"),
        (Change("d.md", b"as it was", NEW, moved_from="c.md"), "WriteError: c.md: changed on disk since it was read"),
        (Change("b.md", OLD, NEW, moved_from="c.md"), "Refused: b.md: exists already"),
        (Change("B.md", OLD, NEW, moved_from="c.md"), "Refused: B.md: b.md is there already, and some"),
        (Change("d.md", OLD, NEW, moved_from="gone.md"), "WriteError: d.md: No such file or directory"),
        (Change("../d.md", OLD, NEW, moved_from="c.md"), "Refused: ../d.md: lies outside the site"),
        (Change("../d.md", None, NEW), "Refused: ../d.md: lies outside the site"),
        (Change("away.md", OLD, NEW), "Refused: away.md: lies outside the site"),
        (Change("d.md", OLD, NEW, moved_from="inside.md"), "Refused: inside.md: is a symbolic link"),
        (Change("linked.md", OLD, NEW), "Refused: linked.md: has 2 names (hard links)"),
        (Change("d.md", OLD, NEW, moved_from="linked.md"), "Refused: linked.md: has 2 names (hard links)"),
        (Change("folder", OLD, NEW), "Refused: folder: is not a regular file"),
        (Change("Folder/d.md", None, NEW), "Refused: Folder/d.md: folder is there already, and some"),
        (Change("Folder/x/d.md", OLD, NEW, moved_from="c.md"), "Refused: Folder/x/d.md: folder is there already, and some"),
        (Change("b.md/d.md", None, NEW), "WriteError: b.md/d.md: Not a directory"),
        (Change("x" * 300, None, NEW), f"WriteError: {'x' * 300}: File name too long"),
        (Change(f"x/{'y' * 300}/d.md", None, NEW), f"WriteError: x/{'y' * 300}/d.md: File name too long"),
        (Change("a.md", OLD, b"again"), "Refused: a.md: two changes at once"),
        (Change("./a.md", OLD, b"again"), "Refused: ./a.md: two changes at once"),
        (Change("to-a.md", OLD, b"again"), "Refused: to-a.md: two changes at once"),
        (Change("d.md", OLD, NEW, moved_from="a.md"), "Refused: a.md: two changes at once"),
        (Change("first.md", None, NEW), "Refused: first.md: two changes at once"),
        (Change("FIRST.md", None, NEW), "Refused: FIRST.md: two changes at once"),
        (Change("same/first.md", None, NEW), "Refused: same/first.md: two changes at once"),
        (Change("new/C.md", OLD, NEW, moved_from="c.md"), "Refused: new/C.md: two changes at once"),
        (Change("New/d.md", None, NEW), "Refused: New/d.md: two changes at once"),
        (Change("new/c.md/d.md", None, NEW), "Refused: new/c.md/d.md: two changes at once"),
        (Change("new", None, NEW), "Refused: new: two changes at once"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_r7_r16_a_plan_that_cannot_be_carried_out_writes_nothing_and_a_dry_run_says_the_same(
    root: Path, post: Path, tmp_path: Path, bad: Change, error: str
) -> None:
    for name in ("b.md", "c.md", "linked.md"):
        (root / name).write_bytes(OLD)
    (tmp_path / "outside.md").write_bytes(OLD)
    (root / "away.md").symlink_to(tmp_path / "outside.md")
    (root / "inside.md").symlink_to("b.md")
    (root / "to-a.md").symlink_to("a.md")
    (root / "same").symlink_to(".")
    (root / "folder").mkdir()
    os.link(root / "linked.md", root / "linked-too.md")
    good = [Change("first.md", None, NEW), Change("a.md", OLD, NEW), Change("new/c.md", None, NEW)]
    assert verified(root, [*good, bad]).startswith(error)


def test_r16_two_changes_cannot_share_the_end_of_a_move_that_was_cut_short(root: Path, post: Path) -> None:
    (root / "b.md").write_bytes(NEW)
    plan = [Change("b.md", NEW, b"more"), Change("b.md", OLD, NEW, moved_from="a.md")]
    assert verified(root, plan).startswith("Refused: b.md: two changes at once")


def test_folders_that_differ_by_case_only_are_fine_where_both_are_there(root: Path) -> None:
    for name in ("posts", "Posts"):
        (root / name).mkdir()
    write.apply(str(root), [Change("posts/a.md", None, OLD), Change("Posts/a.md", None, NEW)])
    assert tree(root) == {"posts/a.md": OLD, "Posts/a.md": NEW}


UNWRITABLE = {
    "a new file": Change("shut/b.md", None, NEW),
    "a new folder": Change("shut/new/b.md", None, NEW),
    "an edit": Change("shut/a.md", OLD, NEW),
    "a move out": Change("b.md", OLD, OLD, moved_from="shut/a.md"),
    "a move in": Change("shut/b.md", OLD, OLD, moved_from="c.md"),
    "a move into a new folder": Change("shut/new/b.md", OLD, OLD, moved_from="c.md"),
}


@pytest.mark.parametrize("case", UNWRITABLE)
def test_r15_r16_a_folder_that_cannot_be_written_is_noticed_before_the_first_write(common: Path, disk: Any, case: str) -> None:
    (common / "shut").mkdir()
    for name in ("a.md", "c.md", "shut/a.md"):
        (common / name).write_bytes(OLD)
        (common / name).chmod(0o666)
    (common / "shut").chmod(0o555)
    bad = UNWRITABLE[case]
    label = bad.moved_from if case == "a move out" else bad.path
    plan = [Change("a.md", OLD, NEW), bad]
    for action in (write.verify, write.apply):
        answer = disk.forked(lambda action=action: action(str(common), plan), nobody=True)
        assert answer == f"WriteError: {label}: its folder cannot be written: Permission denied"
        assert tree(common) == {"a.md": OLD, "c.md": OLD, "shut/a.md": OLD}


def test_r15_r16_a_file_that_cannot_be_written_or_read_is_noticed_before_the_first_write(common: Path, disk: Any) -> None:
    for name in ("a.md", "b.md"):
        (common / name).write_bytes(OLD)
        (common / name).chmod(0o666)
    plan = [Change("a.md", OLD, NEW), Change("b.md", OLD, NEW)]
    for mode, reason in ((0o444, "the file is read-only"), (0o000, "Permission denied")):
        (common / "b.md").chmod(mode)
        for action in (write.verify, write.apply):
            answer = disk.forked(lambda action=action: action(str(common), plan), nobody=True)
            assert answer == f"WriteError: b.md: {reason}"
    (common / "b.md").chmod(0o444)
    assert disk.forked(lambda: write.apply(str(common), [plan[0], Change("b.md", OLD, OLD)]), nobody=True) == ["a.md"]


def test_r15_a_read_only_file_system_is_said(root: Path, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = os.statvfs(root)
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr(os, "statvfs", lambda _at: os.statvfs_result((*found[:8], found.f_flag | os.ST_RDONLY, *found[9:])))
    for plan in ([Change("a.md", OLD, NEW)], [Change("b.md", None, NEW)]):
        assert verified(root, plan).endswith("its folder cannot be written: Read-only file system")


def test_r5_r7_looking_makes_no_call_that_changes_or_locks(root: Path, post: Path, disk: Any) -> None:
    (root / ".postctl-00.tmp").write_bytes(b"left by a killed run")
    os.utime(root / ".postctl-00.tmp", (1, 1))
    (root / "b.md").write_bytes(OLD)
    os.link(root / "b.md", root / ".postctl-01.tmp")
    before = stats(root)

    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        assert name in ("open", "close", "read", "fstat", "stat", "listdir", "access", "listxattr", "getxattr")
        assert name != "open" or not args[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        return real(*args, **options)

    with disk.standing_in(step):
        write.verify(
            str(root),
            [Change("a.md", OLD, NEW), Change("x/b.md", OLD, NEW, moved_from="b.md"), Change("y/z/c.md", None, NEW)],
        )
    assert stats(root) == before


def test_r14_what_a_killed_run_left_is_no_hard_link_but_other_names_are(root: Path, post: Path) -> None:
    os.link(post, root / ".postctl-00.tmp")
    write.verify(str(root), [Change("a.md", OLD, NEW)])
    os.link(post, root / "twin.md")
    with pytest.raises(Refused, match=r"^a\.md: has 2 names"):
        write.verify(str(root), [Change("a.md", OLD, NEW)])


def test_r16_a_batch_goes_on_after_a_bad_file_and_says_which_were_written(root: Path, disk: Any) -> None:
    plan = [Change(f"{n}.md", None, NEW) for n in range(5)]
    _, error = disk.failing(lambda: write.apply(str(root), plan), 3, 28, frozenset({"write"}))
    assert isinstance(error, WriteError)
    assert error.message == "4 written, 1 not:\n2.md: No space left on device"
    assert error.hint == "Free some space on the disk, then run this again."
    assert error.written == ("0.md", "1.md", "3.md", "4.md")
    assert tree(root) == dict.fromkeys(error.written, NEW)


def test_r16_every_failure_has_a_line_of_its_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: str, **options: Any) -> None:
        if target != "2.md":
            raise OSError(5, "Input/output error") if target == "0.md" else FileExistsError(17, "File exists")
        link(source, target, **options)

    link = os.link
    monkeypatch.setattr(os, "link", refuse)
    plan = [Change(name, None, NEW) for name in ("0.md", "new/1\n2.md: written", "2.md")]
    with pytest.raises(WriteError) as caught:
        write.apply(str(root), plan)
    assert caught.value.message.split("\n") == [
        "1 written, 2 not:",
        "0.md: Input/output error",
        "new/1\u240a2.md: written: exists already",
    ]
    assert caught.value.hint.startswith("The disk reports a fault")
    assert "choose another name" in caught.value.hint
    assert caught.value.written == ("2.md",)
    assert os.listdir(root) == ["2.md"]


@pytest.mark.parametrize("total", [1, 3])
def test_r16_a_file_that_is_in_place_counts_as_written_even_if_the_disk_does_not_confirm(
    root: Path, disk: Any, total: int
) -> None:
    plan = [Change(f"{n}.md", None, NEW) for n in range(total)]
    _, error = disk.failing(lambda: write.apply(str(root), plan), 2, 5, frozenset({"fsync"}))
    assert isinstance(error, WriteError)
    told = "0.md: written, but the disk did not confirm it: Input/output error"
    assert error.message == (told if total == 1 else f"3 written, 0 not:\n{told}")
    assert error.written == tuple(change.path for change in plan)
    assert tree(root) == {change.path: NEW for change in plan}


@pytest.mark.parametrize(
    "calls", [{"write"}, {"unlink"}, {"fsync"}, {"replace", "link"}, {"close"}], ids=lambda each: " ".join(sorted(each))
)
def test_r16_written_is_what_is_on_the_disk_whatever_fails(tmp_path: Path, disk: Any, calls: set[str]) -> None:
    for n in range(1, 40):
        root = tmp_path / str(n)
        root.mkdir()
        for name in ("a.md", "b.md"):
            (root / name).write_bytes(OLD)
        plan = [Change("a.md", OLD, NEW), Change("new/b.md", OLD, NEW, moved_from="b.md"), Change("new/c.md", None, NEW)]
        step, error = disk.failing(lambda root=root, plan=plan: write.apply(str(root), plan), n, 5, frozenset(calls))
        new = {name for name, data in tree(root).items() if data == NEW and ".postctl-" not in name}
        assert error is not None or len(new) == 3
        if isinstance(error, WriteError):
            assert new == set(error.written)
        if step.hit is None:
            return
    pytest.fail("there is no end to it")


def test_r16_a_single_change_fails_with_its_own_error(root: Path, disk: Any) -> None:
    _, error = disk.failing(lambda: write.apply(str(root), [Change("a.md", None, NEW)]), 1, 28, frozenset({"write"}))
    assert isinstance(error, WriteError)
    assert (error.message, error.written) == ("a.md: No space left on device", ())


def test_r11_a_plan_finishes_a_move_that_was_cut_short(root: Path, post: Path) -> None:
    (root / "b.md").write_bytes(NEW)
    assert write.apply(str(root), [Change("b.md", OLD, NEW, moved_from="a.md")]) == ["b.md"]
    assert tree(root) == {"b.md": NEW}
