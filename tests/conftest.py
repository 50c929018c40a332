"""What every test stands on: a quiet environment, the property-test profiles, examples and the corpus."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tarfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "posts.tar.xz"

sys.path.insert(0, str(TESTS))  # for the tests' own helper modules, such as `transcript`

# `HYPOTHESIS_PROFILE=nightly python -m pytest` looks long; CI looks the same way every time.
ALWAYS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("default", max_examples=60, **ALWAYS)
settings.register_profile("ci", max_examples=200, derandomize=True, print_blob=True, database=None, **ALWAYS)
settings.register_profile("nightly", max_examples=20_000, print_blob=True, **ALWAYS)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "default"))

WISHES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "EDITOR", "VISUAL", "PAGER")
LINKS = ("TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "FORCE_HYPERLINK")
# with CI, Node's colour libraries colour pipes
MACHINE = ("CI", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "COVERAGE_PROCESS_START", *LINKS)


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite transcripts, README, its pictures, table of rules, gallery")


@pytest.fixture(scope="session", autouse=True)
def quiet_environment(tmp_path_factory):
    """One time, one zone, no colour wishes, and caches and journals that are thrown away, for this process and its children."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*WISHES, *MACHINE):  # without coverage, children run at their own speed: their time limits are tested
            patch.delenv(name, raising=False)
        home = tmp_path_factory.mktemp("home")
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("POSTCTL_NOW", "2026-11-23T12:00:00Z")
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout the tests run from."""
    return REPOSITORY


@pytest.fixture
def copy_example(tmp_path):
    """`copy_example("gatsby")` is a copy of that site, to change as you like."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(REPOSITORY / "examples" / name, tmp_path / name))

    return copy


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Path:
    """The folder of real posts, unpacked once for all workers; read only, please."""
    archive = Path(os.environ.get("POSTCTL_CORPUS") or CORPUS)
    if not archive.is_file():
        pytest.skip(f"no corpus of real posts at {archive} (POSTCTL_CORPUS names another place)")
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    unpacked = shared / "corpus"
    with (shared / "corpus.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not unpacked.is_dir():
            with tarfile.open(archive) as packed:
                packed.extractall(shared / "corpus.part", filter="data")
            (shared / "corpus.part").rename(unpacked)
    return unpacked
