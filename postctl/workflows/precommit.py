"""The hook for pre-commit."""

from __future__ import annotations

from postctl.workflows._about import About, quoted

PATH = ".pre-commit-config.yaml"

_TEXT = """\
# Written by `postctl init --pre-commit`; it is yours now. `pre-commit install` turns it on.
repos:
  - repo: local
    hooks:
      - id: postctl-validate
        name: postctl validate
        description: The posts are what their generator takes them for.
        language: python
        additional_dependencies: ["postctl=={version}"]
        entry: postctl validate
        args: ["--root", {folder}]
        files: {files}
        require_serial: true
"""


def precommit(about: About, suffixes: tuple[str, ...]) -> str:
    """The configuration with the hook. `suffixes`: how the names of posts end, without the dot."""
    start = f"^{_literal(about.folder)}/.*" if about.folder else ""
    files = rf"{start}\.({'|'.join(map(_literal, suffixes))})$"
    return _TEXT.format(version=about.version, folder=quoted(about.folder or "."), files=quoted(files))


def _literal(text: str) -> str:
    import re

    return re.escape(text)
