"""Slugs as Hexo makes them: `slugize` of hexo-util, with which it names files and the pages of categories."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from postctl.regexes import later

# Each word is a letter, or two, and the letters that lose more than a mark when they become it.
_SINGLE = (
    "AȺⱯ BƁƂɃ CƇȻꜾ DĐƉƊƋꝹ EƎƐ FƑꝻ GƓǤꝽꝾꞠ HĦⱧⱵꞍ IƗ JɈ KƘⱩꝀꝂꝄꞢ LĿŁȽⱠⱢꝆꝈꞀ MƜⱮ NƝȠꞐꞤ OØƆƟǾꝊꝌ PƤⱣꝐꝒꝔ "
    "QɊꝖꝘ RɌⱤꝚꞂꞦ SẞⱾꞄꞨ TŦƬƮȾꞆ UɄ VƲɅꝞ WⱲ YƳɎỾ ZƵȤⱫⱿꝢ aɐẚⱥ bƀƃɓ cƈȼↄꜿ dđƌɖɗꝺ eǝɇɛ fƒꝼ gǥɠᵹꝿꞡ "
    "hħɥⱨⱶ iıɨ jɉ kƙⱪꝁꝃꝅꞣ lŀłſƚɫⱡꝇꝉꞁ mɯɱ nŉƞɲꞑꞥ oøǿɔɵꝋꝍ pƥᵽꝑꝓꝕ qɋꝗꝙ rɍɽꝛꞃꞧ sßȿꞅꞩ tŧƭʈⱦꞇ uʉ vʋʌꝟ "
    "wⱳ yƴɏỿ zƶȥɀⱬꝣ "
)
_PAIRS = (
    "AAꜲ AEÆǢǼ AOꜴ AUꜶ AVꜸꜺ AYꜼ DZǄǱ Dzǅǲ LJǇ Ljǈ NJǊ Njǋ OE\x8cŒ OIƢ OOꝎ OUȢ TZꜨ VYꝠ aaꜳ aeæǣǽ "
    "aoꜵ auꜷ avꜹꜻ ayꜽ dzǆǳ hvƕ ljǉ njǌ oe\x9cœ oiƣ ooꝏ ouȣ tzꜩ vyꝡ "
)
# Between these, a letter with marks, in a circle or of full width is the bare one.
_MARKED = ((0xC0, 0x233), (0x1E00, 0x1EF9), (0x24B6, 0x24E9), (0xFF21, 0xFF5A))

_CONTROL = later("[\x00-\x1f]")
_SPECIAL = later(r"[ \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff~`!@#$%^&*()\-_+=[\]{}|\\;:\"'<>,.?/]+")


def slug(title: str, case: int = 0) -> str:
    """What Hexo makes of a title. `case` (its `filename_case`): 1 is lower, 2 upper case, all else leaves it. May be empty."""
    bare = _CONTROL.sub("", "".join(map(_bare, title)))
    joined = re.sub("-{2,}", "-", _SPECIAL.sub("-", bare)).strip("-")
    return joined.lower() if case == 1 else joined.upper() if case == 2 else joined


def _bare(char: str) -> str:
    if char < "\x7f":
        return char
    special = _letters().get(char)
    if special is not None:
        return special
    if not any(first <= ord(char) <= last for first, last in _MARKED):
        return char
    apart = unicodedata.normalize("NFKD", char)
    bare = apart[0].isascii() and apart[0].isalpha() and all(map(unicodedata.combining, apart[1:]))
    return apart[0] if bare else char


@cache
def _letters() -> dict[str, str]:
    single = {char: word[0] for word in _SINGLE.split() for char in word[1:]}
    return single | {char: word[:2] for word in _PAIRS.split() for char in word[2:]}
