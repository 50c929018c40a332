"""What the machine says of itself: the folders of the user are those that platformdirs names."""

from __future__ import annotations

import os

import platformdirs
import pytest

from postctl.cli.machine import Machine

ENVIRONS = [
    {"HOME": "/home/ada"},
    {"HOME": "/home/ada/"},
    {"HOME": "/"},
    {"HOME": ""},
    {"HOME": "relative"},
    {"HOME": "/home/ada", "XDG_CACHE_HOME": "/var/c", "XDG_STATE_HOME": "/var/s/"},
    {"HOME": "/home/ada", "XDG_CACHE_HOME": "", "XDG_STATE_HOME": " "},
    {"HOME": "/home/ada", "XDG_CACHE_HOME": "relative", "XDG_STATE_HOME": "~/s"},
    {"XDG_CACHE_HOME": "/var/c", "XDG_STATE_HOME": "/var/s"},
    {},
]


@pytest.mark.parametrize("environ", ENVIRONS, ids=str)
def test_the_folders_of_the_user_are_those_of_platformdirs(environ, monkeypatch):
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    machine = Machine(dict(os.environ), False, False, False)
    assert os.path.normpath(machine.cache_home) == os.path.normpath(platformdirs.user_cache_dir("postctl", appauthor=False))
    assert os.path.normpath(machine.state_home) == os.path.normpath(platformdirs.user_state_dir("postctl", appauthor=False))
