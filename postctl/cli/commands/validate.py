"""`postctl validate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from postctl.cli.changes import Diff, DryRun
from postctl.cli.options import Context, command
from postctl.model import Outcome

Paths = Annotated[
    list[str] | None, typer.Argument(metavar="[PATHS]...", help="Report on these files and folders only; - reads stdin.")
]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="RULES", help="Only these: P102, P3, a name, a family.")]
Extend = Annotated[list[str] | None, typer.Option("--extend-select", metavar="RULES", help="These too, such as style.")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULES", help="Without these rules.")]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")]
Unsafe = Annotated[bool, typer.Option("--unsafe-fixes", help="With --fix: also what may change the site.")]
Since = Annotated[str | None, typer.Option("--changed-since", metavar="REF", help="Report on files changed since a commit.")]
Stdin = Annotated[str | None, typer.Option("--stdin-filename", metavar="PATH", help="Where the post on stdin belongs.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail too.")]
Most = Annotated[int | None, typer.Option("--max-warnings", metavar="N", min=0, help="Fail if there are more warnings.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count the findings by rule.")]
Schema = Annotated[str | None, typer.Option("--schema", metavar="FILE", help="A JSON Schema the front matter has to follow.")]
Built = Annotated[
    str | None, typer.Option("--built", metavar="DIR", help="The generated site, which must not have hidden posts.")
]
Watch = Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Leave out what this file knows; else what postctl.toml names.")
]
WriteBaseline = Annotated[bool, typer.Option("--write-baseline", help="Write what is found into the baseline, and leave it out.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="F", help="full, concise, json, jsonl, github, gitlab, sarif, junit, rdjson or markdown."
    ),
]


@command("Check")
def run(
    context: Context,
    paths: Paths = None,
    select: Select = None,
    extend: Extend = None,
    ignore: Ignore = None,
    fix: Fix = False,
    unsafe: Unsafe = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    changed_since: Since = None,
    schema: Schema = None,
    built: Built = None,
    watch: Watch = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,
    stdin_filename: Stdin = None,
    strict: Strict = False,
    max_warnings: Most = None,
    exit_zero: ExitZero = False,
    statistics: Statistics = False,
    format_: Format = None,
) -> Outcome:
    """Check every post, say where and what to mend, and mend it.

    What counts is what the generator will really do: a draft mark it does not take, a date it cannot read, a lost link.
    Exit 0: no error. Exit 1: errors (with --strict, warnings too). Exit 2: something could not be read.

    Examples:
      postctl validate
      postctl validate --fix
      postctl validate src/blogs --select P1,dates
      postctl validate --changed-since main --format github
      postctl rule P103
    """
    from postctl.cli import validating, wishes

    asked = wishes.Rules(_codes(select), _codes(ignore), _codes(extend), schema, built)
    mend = wishes.Mend(fix, unsafe, dry_run, diff)
    limits = wishes.Limits(strict, max_warnings, exit_zero)
    stdin = (stdin_filename or "") if stdin_filename is not None or paths == ["-"] else None
    known = wishes.Baseline(baseline, write_baseline)
    show = wishes.Show(statistics, format_)
    wish = wishes.Wish(tuple(paths or ()), changed_since, stdin, asked, mend, limits, known, show, watch)
    return validating.outcome(context, wish)


def _codes(words: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for word in words or () for code in word.split(",") if code.strip())
