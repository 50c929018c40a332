r"""Text of strangers made harmless: what cannot be seen, or would act on its reader, is shown instead.

Posts, file names and configuration are written by anyone. A terminal obeys escape sequences, a CI log obeys lines that
begin with `::`, a spreadsheet obeys cells that begin with `=`. Each function here closes one of those doors and leaves
ordinary text of every language as it is. What is shown instead: `␛` for control characters that have a picture, `\xff`
for a byte of a file name that is not UTF-8, `\u{202e}` for the rest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from postctl.regexes import later

_UNSEEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, except tab and newline
    r"\ud800-\udfff"  # half characters: the bytes of a name that is not UTF-8
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of writing
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"  # no ink
    r"\u2028\u2029"  # line ends that only some programs see
    r"\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags: a whole sentence can hide in them
)
"""Members of a character class. Emoji and ideographs are spelled with joiners and variation selectors: not here."""

_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
"""England, Scotland, Wales: the only tag characters that anyone gets to see."""

_NON_JOINER = r"(?<![^\x00-\x7f])\u200c"
"""Persian and Indic words need the zero width non-joiner; nobody needs it after ASCII."""

_HIDDEN = f"(?P<flag>{_FLAGS})|[{_UNSEEN}]+|{_NON_JOINER}"  # compiled, as those below, when a text first needs it


@cache
def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xDC80 <= code <= 0xDCFF:  # what os.fsdecode makes of a byte outside UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{{{code:x}}}"


def _show(match: re.Match[str]) -> str:
    return match[0] if match["flag"] else "".join(map(_shown, match[0]))


def visible(text: str) -> str:
    """`text` with every control, direction mark and invisible character shown; tab, newline and emoji stay."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_HIDDEN, _show, text)


def one_line(text: str) -> str:
    """`visible` text that is one line and one cell of a table: newlines and tabs are shown too."""
    return visible(text).replace("\n", "\u240a").replace("\t", "\u2409")


# --- the last guard ---------------------------------------------------------------------------------------------------

_SGR = r"\x1b\[[0-9;]*m"
_TARGET = r"(?i:https?|mailto|file):[!-~]*"
_LINK = rf"\x1b\]8;[!-:<-~]*;(?:{_TARGET})?\x1b\\"
_SEALED = rf"(?P<ours>{_SGR}|{_LINK})|(?P<flag>{_FLAGS})|[{_UNSEEN}]+|{_NON_JOINER}"
_LINKABLE = later(r"(?:https?|mailto):[!-~]+", re.IGNORECASE)


_LAYOUT = {9: None, 10: None}  # tab and newline


def linkable(url: str) -> bool:
    """Whether a terminal may be given `url` to open: a web page or a mail address, in plain ASCII.

    Other schemes start programs (`vscode:`, `x-man-page:`), and a relative link has nothing to be relative to.
    """
    return _LINKABLE.fullmatch(url) is not None


def _seal(match: re.Match[str]) -> str:
    return match[0] if match["ours"] or match["flag"] else "".join(map(_shown, match[0]))


def sealed(text: str) -> str:
    r"""What may go to a terminal: text, colours (`ESC [ digits ; digits m`) and links (OSC 8) to http, https, mailto, file.

    The last guard, before the write: everything else is shown as `visible` shows it. Linear in the length of `text`.
    """
    if text.isascii() and text.translate(_LAYOUT).isprintable():
        return text
    return re.sub(_SEALED, _seal, text)


# --- logs of CI -------------------------------------------------------------------------------------------------------

_COMMAND = rf"((?:\A|[\n\r])(?:[^\S\n\r]|[\u180e\u200b\ufeff]|{_SGR})*)::"


def ci_safe(text: str) -> str:
    r"""`text` of which no line is a workflow command of GitHub: a backslash parts `\::` and `##\[`."""
    return re.sub(_COMMAND, r"\1\\::", text).replace("##[", "##\\[")


def github_data(text: str) -> str:
    """The message of a workflow command: `%` and line ends percent-escaped, everything else `visible`."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def github_property(text: str) -> str:
    """A property of a workflow command (`file=`, `title=`): as `github_data`, with `:` and `,` escaped too."""
    return github_data(text).replace(":", "%3A").replace(",", "%2C")


# --- data -------------------------------------------------------------------------------------------------------------

_FORMULA = r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
"""What a spreadsheet takes for a formula, in full width too; behind apostrophes as well, so that one more can be told."""
_ESCAPED_IN_JSON = f"[{_UNSEEN}\u200c]".replace(r"\x00-\x08\x0b-\x1f", "")


def csv_cell(text: str) -> str:
    """A cell that a spreadsheet takes as text: one line, and a leading `'` where it would read a formula.

    Where a cell begins with apostrophes and then such a character, the first apostrophe is ours.
    """
    return ("'" if re.match(_FORMULA, text) else "") + one_line(text)


def tsv_cell(text: str) -> str:
    """A cell of tab-separated lines: no tab and no newline in it."""
    return one_line(text)


def json_text(data: Any, *, indent: int | None = 2) -> str:
    r"""JSON of `data`, always valid: unseen characters are `\u` escapes, and NaN and infinity, which JSON lacks, are `null`.

    Keys keep their order; text stays readable in any language. `indent=None` gives one line. No newline at the end.
    """
    import json

    try:
        text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(data), ensure_ascii=False, indent=indent, allow_nan=False)
    return re.sub(_ESCAPED_IN_JSON, _json_escape, text).replace("##[", "##\\u005b")


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _finite(data: Any) -> Any:
    if isinstance(data, float):
        return data if abs(data) < float("inf") else None
    if isinstance(data, dict):
        return {key: _finite(value) for key, value in data.items()}
    return [_finite(item) for item in data] if isinstance(data, list | tuple) else data


def path_line(path: str, *, github: bool) -> str:
    """A path on a line of its own; in a log of GitHub one that would be a command begins with `./`, and is the same file."""
    name = one_line(path)
    return f"./{name}" if github and name.lstrip().startswith("::") else name
