"""A post as it is seen at the moment of its site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from postctl import facts, releases, status
from postctl.model import Broken, Date, Effective, Status
from postctl.site import Post, Site


class Seen:
    """A post, or a file that cannot be read as one, at the moment of its site; what it costs to find out is found out once.

    `now`: its status, and why.
    """

    __slots__ = ("broken", "codes", "now", "path", "post", "site")
    now: Effective

    def __init__(self, site: Site, post: Post | None = None, broken: Broken | None = None, codes: Sequence[str] = ()) -> None:
        self.site = site
        self.post = post
        self.broken = broken
        self.codes = codes
        self.path: str = (post or broken).path  # type: ignore[union-attr]

    def __getattr__(self, name: str) -> Effective:
        """What nobody has asked for before; from then on it is there."""
        if name != "now":
            raise AttributeError(name)
        if self.post is not None:
            self.now = status.effective(self.post, self.site.settings, self.site.at)
        else:
            assert self.broken is not None
            self.now = Effective(Status.BROKEN, f"line {self.broken.line}: {self.broken.reason}")
        return self.now

    @property
    def words(self) -> int | None:
        """The words of its text, which has to be read for that."""
        return facts.words(self.post, self.site) if self.post is not None else None

    @property
    def appears(self) -> datetime | None:
        """The moment it goes public, by itself or by `publish --due`; `None` for what is public, and where nobody has said."""
        if self.post is None:
            return None
        if self.now.status is Status.SCHEDULED:
            return self.now.changes_at
        if self.post.verdict.hidden is None or self.post.waiting is None:
            return None
        released = releases.release(self.post, self.site.settings)
        return released.moment if released is not None else None

    @property
    def moment(self) -> datetime | None:
        """Where it stands in time: when it goes public if that is to come, else its date."""
        appears = self.appears
        return appears if appears is not None else moment(self.post.date) if self.post is not None else None


def moment(date: Date | None) -> datetime | None:
    """The moment of a date, where there is one."""
    return date.moment if date is not None else None


def home(site: Site) -> str:
    """The address the site is served at, without a slash at its end; `''` where its configuration does not say it."""
    return site.generator.references(site.settings).base


def permalink(site: Site, post: Post) -> str | None:
    """The whole address of a post; `None` where nobody says what the site is called, or where the post stands on it."""
    base = home(site)
    return f"{base}/{post.url.lstrip('/')}" if base and post.url is not None else None
