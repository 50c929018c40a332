"""What a workflow has to know of a site, and which of the workflows that are there builds it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from postctl import staticconfig
from postctl.dates.slots import Slots
from postctl.errors import ConfigError
from postctl.regexes import later
from postctl.values import NamedTuple

_NAME = later(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""A name that can stand in a workflow, whatever the service does with it."""


class About(NamedTuple):
    """The version to install, the folder of the site below the top of the repository (`''`: there), and when to look.

    `rule`: the slots as they are configured, `''` where they are not. `now` is in the site's zone, whose name is `zone`.
    """

    version: str
    folder: str
    zone: str
    now: datetime
    rule: str = ""
    slots: Slots = ()


def quoted(text: str) -> str:
    """A text as a value of YAML: of ASCII letters only, whatever is in it."""
    return json.dumps(text)


def built_by(workflows: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the workflows that can be started and look as if they built the site; all that can be, if none does."""
    can = [name for name, text in sorted(workflows.items()) if _NAME.fullmatch(name) and _can_be_started(name, text)]
    return tuple(name for name in can if "deploy" in (name + workflows[name]).lower()) or tuple(can)


def _can_be_started(name: str, text: str) -> bool:
    try:
        events = staticconfig.load(name, text).get("on")
    except ConfigError:
        return False
    return events == "workflow_dispatch" or (isinstance(events, list | dict) and "workflow_dispatch" in events)
