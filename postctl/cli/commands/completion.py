"""`postctl completion`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli.options import Context, command
from postctl.errors import UsageError
from postctl.model import Outcome


@command("Set up")
def run(
    context: Context,
    shell: Annotated[str | None, typer.Argument(metavar="[bash|zsh|fish]", help="Else the one that SHELL names.")] = None,
) -> Outcome:
    """Print the script that completes commands, posts and tags.

    Your shell then offers, when you press TAB, what could come next: commands and options, your posts by slug or path, your tags,
    front matter keys and their values, rules. Its first lines say how to have it in every shell. Nothing of a site is run for
    that, and names that a shell might take for more than a name are not offered.

    Examples:
      echo 'eval "$(postctl completion bash)"' >> ~/.bashrc
      echo 'eval "$(postctl completion zsh)"' >> ~/.zshrc
      postctl completion fish > ~/.config/fish/completions/postctl.fish
    """
    from posixpath import basename

    from postctl import nearest
    from postctl.cli.scripts import SCRIPTS

    name = shell or basename(context.machine.environ.get("SHELL", ""))
    if name not in SCRIPTS:
        said = f"there is no completion for {name!r}" if name else "which shell is it?"
        raise UsageError(said, nearest.hint(name, SCRIPTS, f"known: {', '.join(SCRIPTS)}", most=1))
    return Outcome(SCRIPTS[name], exact=True)
