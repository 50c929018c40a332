"""From an expression to a test of posts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from postctl import dotted, nearest
from postctl.errors import ConfigError, UsageError
from postctl.expressions import _values
from postctl.expressions._tokens import Token, tokens, wrong
from postctl.expressions._values import FIELDS, Item, Operand, Wanted
from postctl.model import Status
from postctl.site import Post, Site
from postctl.values import dataclass

Test: TypeAlias = Callable[[Post, Site], bool]
Values: TypeAlias = Callable[[Post, Site], Sequence[Wanted]]

MAX_DEPTH = 50
_COMPARING = ("==", "!=", "<", "<=", ">", ">=")
_WORDS = ("in", "contains", "matches", "starts", "ends")
_JOINING = ("and", "or", "not", "has")
_SPELT = {"=": "==", "=~": "matches"}
_SAID = "&& and & and || or | or ! not is == === == <> != => >= =< <= like matches includes contains has contains".split()
_MEANT = dict(zip(_SAID[::2], _SAID[1::2], strict=True))
_DATES = "write 2026-01-31, 2026-01, 2026, today, -2w, +3d or another moment"
_HELP = "`postctl list --where help` explains expressions"
_STATUSES = tuple(str(each) for each in Status if each is not Status.BROKEN)


@dataclass(frozen=True, slots=True)
class Expression:
    """A test of posts. `text` as typed."""

    text: str
    test: Test

    def fits(self, post: Post, site: Site) -> bool:
        """Whether a post is one of those meant. Never raises."""
        return self.test(post, site)


def read(text: str, site: Site) -> Expression:
    """An expression about the posts of a site; moments count from `site.at`.

    Raises `UsageError` that points at what is wrong: the grammar, a field that no post has, a value the field cannot have.
    """
    parser = _Parser(text, site)
    return Expression(text, parser.whole())


def _all(tests: Sequence[Test], post: Post, site: Site) -> bool:
    return all(test(post, site) for test in tests)


def _any(tests: Sequence[Test], post: Post, site: Site) -> bool:
    return any(test(post, site) for test in tests)


def _not(test: Test, post: Post, site: Site) -> bool:
    return not test(post, site)


class _Parser:
    """Precedence by one method a level: or, and, not, a test."""

    def __init__(self, text: str, site: Site) -> None:
        self.text = text
        self.site = site
        self.tokens = list(tokens(text))
        self.at = 0
        self.depth = 0
        self.names: set[str] | None = None

    # -- the pieces ------------------------------------------------------------------------------------------------------

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def ended(self) -> bool:
        return self.at == len(self.tokens) - 1

    def next(self) -> Token:
        token = self.here
        self.at += token.kind != "end"
        return token

    def word(self, *words: str) -> bool:
        """Whether the next piece is one of these words, which it then steps over."""
        found = self.is_word(*words)
        self.at += found
        return found

    def is_word(self, *words: str) -> bool:
        return self.here.kind == "word" and self.here.text.lower() in words

    def mark(self, text: str) -> bool:
        found = self.here.kind == "mark" and self.here.text == text
        self.at += found
        return found

    def wrong(self, message: str, hint: str = _HELP, token: Token | None = None) -> UsageError:
        return wrong(self.text, (token or self.here).start, message, hint)

    # -- the grammar -----------------------------------------------------------------------------------------------------

    def whole(self) -> Test:
        if self.ended():
            raise self.wrong("there is no expression", "for example --where 'status == draft'")
        test = self.either()
        if not self.ended():
            raise self.surplus()
        return test

    def surplus(self) -> UsageError:
        """What stands behind a whole test and does not go on."""
        token = self.here
        if token.text == ")":
            return self.wrong("this ) closes nothing", "take it away, or open it before")
        if token.text in _MEANT:
            return self.wrong(f"no operator is called {_shown(token)}", f"write {_MEANT[token.text]}")
        if token.kind == "word" and (near := nearest.names(token.text, (*_WORDS, "and", "or"), most=1)):
            return self.wrong(f"no operator is called {_shown(token)}", f"did you mean {near[0]}?")
        hint = 'join two tests by `and` or `or`; put a text with blanks in quotes: title == "A Title"'
        return self.wrong(f"`and`, `or` or the end is expected before {_shown(token)}", hint)

    def either(self) -> Test:
        tests = [self.both()]
        while self.word("or"):
            tests.append(self.both())
        return tests[0] if len(tests) == 1 else partial(_any, tests)

    def both(self) -> Test:
        tests = [self.turned()]
        while self.word("and"):
            tests.append(self.turned())
        return tests[0] if len(tests) == 1 else partial(_all, tests)

    def turned(self) -> Test:
        turns = 0
        while self.word("not"):
            turns += 1
        test = self.single()
        return partial(_not, test) if turns % 2 else test

    def single(self) -> Test:
        token = self.here
        if not self.mark("("):
            return self.test()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.wrong(f"more than {MAX_DEPTH} parentheses in each other", "take some away", token)
        inside = self.either()
        if not self.mark(")"):
            raise self.surplus() if not self.ended() else self.wrong("this ( is never closed", "add a )", token)
        self.depth -= 1
        return inside

    def test(self) -> Test:
        if self.is_word("has") and self.tokens[self.at + 1].kind == "word":
            self.next()
            return _has(self.operand())
        if self.here.kind == "text":
            return self.turned_in()
        operand = self.operand()
        negated = self.is_word("not") and self.tokens[self.at + 1].text.lower() in _WORDS
        self.at += negated
        op = self.operator()
        if op is None:
            return lambda post, site: _values.truth(operand.get(post, site))
        test = self.compared(operand, op)
        return partial(_not, test) if negated else test

    def turned_in(self) -> Test:
        """`'hugo' in tags`."""
        text = self.next()
        negated = self.word("not")
        if not self.word("in"):
            hint = "a test begins with a field: title == 'A Title'; texts in quotes are values"
            raise self.wrong("a field is expected, not a text in quotes", hint, text)
        operand = self.operand()
        value = _values.wanted(text.text, None, quoted=True)
        test: Test = lambda post, site: _values.contains(operand.get(post, site), value, site)  # noqa: E731
        return partial(_not, test) if negated else test

    def operand(self) -> Operand:
        token = self.next()
        if token.kind != "word" or token.text.lower() in (*_JOINING, *_WORDS):
            hint = _HELP if token.text not in _MEANT else f"write {_MEANT[token.text]}"
            raise self.wrong(f"a field is expected, not {_shown(token)}", hint, token)
        return self.known(token)

    def known(self, token: Token) -> Operand:
        """The field or key a word names. Raises `UsageError` for one that no post has."""
        family, dot, rest = token.text.partition(".")
        if dot and rest and family.lower() == "fm":
            return _values.key(rest)._replace(name=token.text)
        name = rest if dot and family.lower() == "post" else token.text
        if name.lower() in FIELDS:
            return _values.field(name.lower())
        if family.lower() == "post" or name.casefold() not in self.keys():
            near = nearest.hint(name, (*FIELDS, *sorted(self.keys())), _HELP, most=1)
            escape = "" if family.lower() == "post" else f" (fm.{name} asks for a key that no post has)"
            raise self.wrong(f"no field, and no key of any post, is called {_shown(token)}", near + escape, token)
        return _values.key(name)

    def keys(self) -> set[str]:
        if self.names is None:
            known = {*self.site.generator.keys, *self.site.generator.taxonomies}
            self.names = {each.casefold() for each in known}.union(*(dotted.names(post.front) for post in self.site.posts))
        return self.names

    def operator(self) -> str | None:
        token = self.here
        if token.kind == "op":
            self.next()
            op = _SPELT.get(token.text, token.text)
            if op not in (*_COMPARING, *_WORDS):
                hint = f"write {_MEANT[op]}" if op in _MEANT else f"known: {' '.join((*_COMPARING, *_WORDS))}"
                raise self.wrong(f"no operator is called {_shown(token)}", hint, token)
            return op
        if not self.is_word(*_WORDS):
            return None
        op = self.next().text.lower()
        if op in ("starts", "ends") and self.is_word("with") and self.tokens[self.at + 1].kind in ("word", "text"):
            self.next()
        return op

    # -- values ----------------------------------------------------------------------------------------------------------

    def compared(self, operand: Operand, op: str) -> Test:
        start = self.here
        if op == "matches":
            return self.matching(operand)
        if self.mark("["):
            if op not in ("in", "==", "!="):
                raise self.wrong(f"`{op}` wants one value, not a list", "`in` takes a list: lang in [fr, de]", start)
            if op != "in" and operand.kind not in ("list", "any"):
                raise self.wrong(f"{operand.name} is no list", f"`in` takes one: {operand.name} in [a, b]", start)
            return _of_list(operand, op, self.listed(operand, op))
        if op == "in":
            word = start.text if start.kind in ("word", "text") else "a, b"
            raise self.wrong("`in` wants a list", f"write {operand.name} in [{word}], or {operand.name} contains {word}", start)
        return _of_one(operand, op, self.value(operand, op))

    def listed(self, operand: Operand, op: str) -> list[Values]:
        found: list[Values] = []
        while not self.mark("]"):
            if self.ended():
                raise self.wrong("the list is never closed", "write [a, b]")
            found.append(self.value(operand, op))
            if not self.mark(",") and not (self.here.kind == "mark" and self.here.text == "]"):
                raise self.wrong(f"a comma or ] is expected before {_shown(self.here)}", "write [a, b]")
        return found

    def value(self, operand: Operand, op: str) -> Values:
        """A value, or another field of the same post. Raises `UsageError` for one the operand never is."""
        token = self.next()
        if token.kind not in ("word", "text"):
            raise self.wrong(f"a value is expected behind `{op}`, not {_shown(token)}", _HELP, token)
        textual = operand.kind in ("text", "path", "status", "list") or op in ("contains", "starts", "ends")
        family, dot, rest = token.text.partition(".")
        if token.kind == "word" and dot and rest and family.lower() in ("fm", "post"):
            other = self.known(token)
            return lambda post, site: [
                each.plain if textual else each for each in _values.of_item(other.get(post, site), site.at)
            ]
        at = self.site.at if operand.kind in ("moment", "any") and not textual else None
        value = _values.wanted(token.text, at, quoted=token.kind == "text")
        if op in (*_COMPARING, "in") and not value.null:
            self.may_be(operand, value, token)
        said = [value.plain if textual else value]
        return lambda post, site: said

    def may_be(self, operand: Operand, value: Wanted, token: Token) -> None:
        """Raise `UsageError` for a value that a field of this kind never has."""
        if operand.kind == "moment" and value.moment is None:
            raise self.wrong(f"{operand.name} is a moment, and {_shown(token)} is none", _DATES, token)
        if operand.kind == "number" and value.number is None:
            raise self.wrong(f"{operand.name} is a number, and {_shown(token)} is none", "for example words > 1000", token)
        if operand.kind == "flag" and value.flag is None:
            raise self.wrong(f"{operand.name} is true or false, not {_shown(token)}", "write draft, or not draft", token)
        if operand.kind == "status" and value.text not in _STATUSES:
            broken = value.text == str(Status.BROKEN)
            hint = "`postctl list --broken` shows what cannot be read" if broken else f"known: {', '.join(_STATUSES)}"
            raise self.wrong(f"no post has the status {_shown(token)}", nearest.hint(token.text, _STATUSES, hint, most=1), token)

    def matching(self, operand: Operand) -> Test:
        token = self.next()
        if token.kind not in ("word", "text"):
            hint = 'for example title matches "how to *"'
            raise self.wrong(f"a glob is expected behind `matches`, not {_shown(token)}", hint, token)
        try:
            fits = _values.glob(token.text, path=operand.kind == "path")
        except ConfigError as error:
            raise self.wrong(error.message, error.hint, token) from error
        return lambda post, site: fits(operand.get(post, site))


def _shown(token: Token) -> str:
    return "the end" if token.kind == "end" else f"`{token.text[:40]}`"


def _has(operand: Operand) -> Test:
    keyed = operand.keyed
    if keyed is not None:
        return lambda post, site: keyed(post)
    return lambda post, site: operand.get(post, site) not in (None, "", [])


def _of_list(operand: Operand, op: str, values: Sequence[Values]) -> Test:
    """`in`: one of the values is meant; `==` and `!=`: the list itself."""

    def among(post: Post, site: Site) -> bool:
        item = operand.get(post, site)
        return any(_values.equal(item, value, site) for each in values for value in each(post, site))

    def itself(post: Post, site: Site) -> bool:
        item = operand.get(post, site)
        items: list[Item] = item if isinstance(item, list) else [] if item is None else [item]
        meant = [value for each in values for value in each(post, site)]
        same = len(items) == len(meant) and all(_values.equal(*pair, site) for pair in zip(items, meant, strict=True))
        return same == (op == "==")

    return among if op == "in" else itself


def _of_one(operand: Operand, op: str, values: Values) -> Test:
    def one(item: Item, value: Wanted, site: Site) -> bool:
        if op in ("==", "!="):
            return _values.equal(item, value, site)
        if op == "contains":
            return _values.contains(item, value, site)
        if op in ("starts", "ends"):
            return _values.edge(item, value, site, at_end=op == "ends")
        return _values.ordered(item, op, value, site)

    def test(post: Post, site: Site) -> bool:
        item = operand.get(post, site)
        return any(one(item, value, site) for value in values(post, site)) != (op == "!=")

    return test
