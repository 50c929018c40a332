"""`--where EXPR`: choosing posts by what they say.

A test is a field, an operator and a value:

    status == draft                 words > 1000
    date >= 2026-01-01              tags contains hugo
    title matches "how to *"        lang in [fr, de]

Tests are joined by `and` and `or` (`and` binds closer), turned round by `not`, and grouped by parentheses:

    status == published and (tags contains hugo or path starts content/posts/2019) and not featured

Operators

    == != < <= > >=    compare; `=` is `==`
    in                 is one of: lang in [fr, de]; also 'hugo' in tags
    contains           a list has the item, a text the part
    matches            the whole text fits a glob: * any characters, ? one, {a,b} either; in path and url * stops at a /
    starts, ends       a text begins or ends so
    has KEY            the post has it, whatever it says
    KEY                the post has it, and it is not false, no, off, 0 or empty

`not` may also stand before in, contains, matches, starts and ends.

Fields

    path title slug url status lang    texts; status is draft, scheduled, published, expired or unlisted
    date updated expires               moments
    tags                               a list
    words                              how many the text has
    draft                              whether the status is draft

Any other name is a key of the front matter: layout == post. A dot leads into a map: extra.author == Ada. Where a key is called
like a field, `fm.` says that the key is meant: fm.date, fm.draft; fm.KEY also is how to ask for a key that no post has.

Values

    A value is a word, or a text in "..." or '...'; quotes are needed around blanks, quotes, commas, brackets and = ! < >.
    A value that stands for another field has its family before it: updated > post.date, slug == fm.permalink.
    Letter case never counts, neither in values nor in keys.
    true, false and null (nothing there, or nothing in it) mean what they say; in quotes they are texts.
    Numbers are compared as numbers where both sides are numbers: weight < 10.
    Moments are written 2026-01-31, 2026-01 (the whole month), 2026 (the year), "2026-01-31 09:00", RFC 3339, or as everywhere
    else: today, yesterday, friday, -2w, +3d. What is on that day equals it; < is before it begins, > after it ends.
    Texts of the front matter that are dates are compared as dates where the value is one: lastmod < -1y.
    A list fits where one of its items does; != where none does: tags != hugo. tags == [a, b] is the list itself.

A post without the key fits no test on it, except != and == null. A name that no post of the site has is an error, since it most
likely is a slip. `list --where EXPR` shows what is chosen before anything is done with it.
"""

from __future__ import annotations

from postctl.expressions._parsing import Expression, read

__all__ = ["Expression", "read"]
