"""`init --ci` and `init --pre-commit`: the files with which a service runs postctl. Each is a text; its owner goes on from there.

What comes from the repository stands in them as quoted values only, never in a line for the shell.
"""

from postctl.workflows._about import About, built_by
from postctl.workflows.github import github
from postctl.workflows.gitlab import gitlab
from postctl.workflows.precommit import precommit

__all__ = ["About", "built_by", "github", "gitlab", "precommit"]
