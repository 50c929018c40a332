"""The job for GitLab CI, to be included by the site's own `.gitlab-ci.yml`."""

from __future__ import annotations

from postctl.workflows import _cron
from postctl.workflows._about import About, quoted

PATH = ".gitlab/postctl.gitlab-ci.yml"

_TEXT = """\
# Written by `postctl init --ci gitlab`; it is yours now. To use it:
#
# 1. In .gitlab-ci.yml:                              include: [{{ local: {path} }}]
# 2. Build > Pipeline schedules, times in UTC:       {crons}
#    {why}
# 3. Settings > CI/CD > Job token permissions:       allow Git push requests to the repository
#
# It releases the drafts that `postctl schedule` gave a moment, once that has come, and starts a pipeline that builds the site
# when a post has appeared or expired since the last run. A job that fails says what is held back, and why.
postctl:
  image: python:3.13
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  resource_group: postctl
  timeout: 15 minutes
  variables:
    SITE: {folder}
  cache:
    key: postctl
    paths:
      - .postctl-last-run
  script:
    - python -m pip install --quiet --disable-pip-version-check "postctl=={version}"
    - |
      set -eu
      POSTCTL_NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ) # one moment for all
      export POSTCTL_NOW
      top=$(pwd)
      cd "$SITE"
      since=HEAD
      if [ -s "$top/.postctl-last-run" ]; then since=$(cat "$top/.postctl-last-run"); fi
      due=0
      postctl due --since "$since" || due=$?
      if [ "$due" -gt 1 ]; then exit "$due"; fi
      status=0
      postctl publish --due || status=$?
      git add --all . ':(exclude,top).postctl-last-run'
      if ! git diff --cached --quiet; then
        due=0
        git config user.name "GitLab CI"
        git config user.email "noreply@$CI_SERVER_HOST"
        git commit --quiet --message "Publish what is due"
        push="https://gitlab-ci-token:$CI_JOB_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git"
        git push "$push" "HEAD:refs/heads/$CI_COMMIT_BRANCH" ||
          {{ git pull --quiet --rebase "$push" "$CI_COMMIT_BRANCH" && git push "$push" "HEAD:refs/heads/$CI_COMMIT_BRANCH"; }}
      fi
      if [ "$due" -eq 0 ]; then
        curl --fail --silent --show-error --output /dev/null --request POST \\
          --form "token=$CI_JOB_TOKEN" --form "ref=$CI_COMMIT_BRANCH" \\
          "$CI_API_V4_URL/projects/$CI_PROJECT_ID/trigger/pipeline"
      fi
      echo "$POSTCTL_NOW" > "$top/.postctl-last-run"
      exit "$status"
"""


def gitlab(about: About) -> str:
    """The job."""
    crons = _cron.lines(about)
    return _TEXT.format(
        path=PATH,
        why=_cron.why(about, crons),
        crons=" and ".join(crons),
        folder=quoted(about.folder or "."),
        version=about.version,
    )
