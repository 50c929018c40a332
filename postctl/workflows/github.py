"""The workflow for GitHub Actions."""

from __future__ import annotations

from postctl.workflows import _cron
from postctl.workflows._about import About, quoted

PATH = ".github/workflows/postctl.yml"

_TEXT = """\
# Written by `postctl init --ci github`; it is yours now.
#
# Releases the drafts that `postctl schedule` gave a moment, once that has come, and starts the build of the site when a post
# has appeared or expired since the last run. A run that fails says what is held back, and why.
name: Scheduled posts

on:
  schedule:
    # {why};
    # a post that is scheduled for another time waits for the next of these
{crons}
  workflow_dispatch:

permissions: {{}}

concurrency:
  group: postctl
  cancel-in-progress: false

jobs:
  publish:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      actions: write # to start the build
      contents: write # to push what was released
    outputs:
      due: ${{{{ steps.due.outputs.due }}}} # true or false, for a job of yours that `needs: publish`
      posts: ${{{{ steps.due.outputs.posts }}}} # a JSON list of paths
    defaults:
      run:
        shell: bash
        working-directory: {folder}
    env:
      GIT_AUTHOR_NAME: "github-actions[bot]"
      GIT_COMMITTER_NAME: "github-actions[bot]"
      GIT_AUTHOR_EMAIL: "41898282+github-actions[bot]@users.noreply.github.com"
      GIT_COMMITTER_EMAIL: "41898282+github-actions[bot]@users.noreply.github.com"
      # the workflow that builds the site, which has to have `on: workflow_dispatch:`; or `push` where some other service builds
      # it after each push
      DEPLOY: {deploy}
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
      - uses: actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0
        with:
          python-version: "3.13"

      - name: Install postctl
        run: |
          python -m pip install --quiet --disable-pip-version-check "postctl=={version}"
          echo "POSTCTL_NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)" >> "$GITHUB_ENV" # one moment for all steps

      - name: See what is due since the last run
        id: due
        env:
          GH_TOKEN: ${{{{ github.token }}}}
        run: |
          since=$(gh run list --workflow postctl.yml --status success --limit 1 --json createdAt --jq '.[].createdAt')
          postctl due --since "${{since:-HEAD}}" --format github || test $? -eq 1

      - name: Release what is due, and push it
        id: release
        run: |
          status=0
          postctl publish --due || status=$?
          git add --all .
          if ! git diff --cached --quiet; then
            git commit --quiet --message "Publish what is due"
            git push origin HEAD || {{ git pull --quiet --rebase origin "$GITHUB_REF_NAME" && git push origin HEAD; }}
            echo "released=true" >> "$GITHUB_OUTPUT"
          fi
          exit "$status"

      - name: Start the build of the site
        if: ${{{{ !cancelled() && (steps.due.outputs.due == 'true' || steps.release.outputs.released == 'true') }}}}
        env:
          GH_TOKEN: ${{{{ github.token }}}}
          RELEASED: ${{{{ steps.release.outputs.released }}}}
        run: |
          if [ -z "$DEPLOY" ]; then
            echo "::error::Name the workflow that builds the site: DEPLOY in .github/workflows/postctl.yml"
            exit 1
          elif [ "$DEPLOY" != push ]; then
            gh workflow run "$DEPLOY" --ref "$GITHUB_REF_NAME"
          elif [ "$RELEASED" != true ]; then
            git commit --quiet --allow-empty --message "Build the site"
            git push origin HEAD
          fi
"""


def github(about: About, deploy: str) -> str:
    """The workflow. `deploy`: the file name of the one that builds the site; `''` where its owner has to say which."""
    crons = _cron.lines(about)
    return _TEXT.format(
        why=_cron.why(about, crons),
        crons="\n".join(f'    - cron: "{line}"' for line in crons),
        folder=quoted(about.folder or "."),
        deploy=quoted(deploy),
        version=about.version,
    )
