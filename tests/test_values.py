"""Values that are quick to define are what the standard library would make of the same classes."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
import typing
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest

import postctl
from postctl import values
from postctl.values import _classes


class Point(values.NamedTuple):
    """A place."""

    x: int
    y: int = 2
    names: tuple[str, ...] = ()

    @property
    def sum(self) -> int:
        return self.x + self.y


class Farther(Point):
    """A place of another class, with the same fields."""

    def away(self) -> int:
        return self.sum * 2


class StdPoint(typing.NamedTuple):
    x: int
    y: int = 2
    names: tuple[str, ...] = ()


@values.dataclass(frozen=True, slots=True)
class Base:
    """A value."""

    name: str
    size: int = 3
    more: list[int] = values.field(default_factory=list)
    hidden: int = values.field(init=False, default=7, compare=False, repr=False)


@values.dataclass(frozen=True, slots=True, kw_only=True)
class Below(Base):
    """A value with more fields, to be named."""

    key: str
    note: str = "-"

    def __post_init__(self) -> None:
        object.__setattr__(self, "hidden", len(self.key))


@values.dataclass(frozen=True, eq=False)
class Lazy:
    """A value that finds something out once."""

    text: str

    @cached_property
    def length(self) -> int:
        return len(self.text)


@values.dataclass(slots=True)
class Mutable:
    """What is added to as one goes."""

    count: int = 0
    value: str = ""
    seen: list[str] = values.field(default_factory=list)


@values.dataclass
class Plain:
    """A value that says nothing of how it is made."""

    name: str = "a"


@dataclasses.dataclass(frozen=True, slots=True)
class StdBase:
    name: str
    size: int = 3
    more: list[int] = dataclasses.field(default_factory=list)
    hidden: int = dataclasses.field(init=False, default=7, compare=False, repr=False)


@pytest.mark.parametrize("kind", [Point, StdPoint, Farther])
def test_a_tuple_is_what_typing_makes(kind: Any) -> None:
    value = kind(1, names=("a",))
    assert (value, value.x, value.y, value[2], *value) == ((1, 2, ("a",)), 1, 2, ("a",), 1, 2, ("a",))
    assert repr(value) == f"{kind.__name__}(x=1, y=2, names=('a',))"
    assert (hash(value), isinstance(value, tuple), len(value)) == (hash((1, 2, ("a",))), True, 3)
    assert (value._replace(y=5), kind._make([4, 5, ()])) == (kind(1, 5, ("a",)), kind(4, 5))
    assert (type(value._replace(y=5)), value._asdict()) == (kind, {"x": 1, "y": 2, "names": ("a",)})
    assert (kind._fields, kind.__match_args__, kind._field_defaults) == (*(("x", "y", "names"),) * 2, {"y": 2, "names": ()})
    again = pickle.loads(pickle.dumps(value)) if kind is not StdPoint else copy.deepcopy(value)
    assert (again, type(again), copy.copy(value)) == (value, kind, value)
    match value:
        case kind(x, y):
            assert (x, y) == (1, 2)
    with pytest.raises(AttributeError):
        value.x = 3
    with pytest.raises(AttributeError):
        value.z = 3
    for wrong in ((), (1, 2, (), 4)):
        with pytest.raises(TypeError):
            kind(*wrong)
    for named in ({"z": 1}, {"x": 1, "z": 1}):
        with pytest.raises(TypeError):
            kind(**named)
    with pytest.raises(TypeError):
        kind._make([1])
    with pytest.raises((TypeError, ValueError)):
        value._replace(z=1)


def test_what_a_tuple_can_do_besides_is_its_own() -> None:
    assert (Point(1).sum, Farther(1).sum, Farther(1).away(), Farther(1) == Point(1)) == (3, 3, 6, True)
    assert "__dict__" not in dir(Point(1))


def test_a_tuple_without_a_class_is_none() -> None:
    with pytest.raises(TypeError):
        values.NamedTuple(1)  # type: ignore[call-overload]  # that is what is tested


def test_a_field_without_a_default_goes_before_those_with_one() -> None:
    with pytest.raises(TypeError, match="without a default"):
        type(Point)("Wrong", (values.NamedTuple,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1})


@pytest.mark.parametrize("kind", [Base, StdBase])
def test_a_class_of_values_is_what_dataclasses_makes(kind: Any) -> None:
    library: Any = values if kind is Base else dataclasses
    value = kind("a", more=[1])
    assert (value.name, value.size, value.more, value.hidden) == ("a", 3, [1], 7)
    assert repr(value) == f"{kind.__name__}(name='a', size=3, more=[1])"
    assert value == kind("a", 3, [1])
    assert value != kind("b", 3, [1])
    assert value != ("a", 3, [1], 7)
    assert kind("a").more is not kind("a").more
    assert library.replace(value, size=9) == kind("a", 9, [1])
    assert [each.name for each in library.fields(value)] == [each.name for each in library.fields(kind)]
    assert [each.name for each in library.fields(kind)] == ["name", "size", "more", "hidden"]
    assert library.is_dataclass(kind)
    assert not library.is_dataclass(Point)
    again = pickle.loads(pickle.dumps(value))
    assert (again, again.hidden, copy.copy(value)) == (value, 7, value)
    for name in ("name", "other"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(value, name, "b")
    with pytest.raises(AttributeError):
        del value.name
    for wrong in ((), ("a", 1, [], 2)):
        with pytest.raises(TypeError):
            kind(*wrong)
    with pytest.raises(TypeError):
        kind("a", hidden=1)
    with pytest.raises((TypeError, ValueError)):
        library.replace(value, other=1)
    with pytest.raises(TypeError):
        hash(value)  # a list is in it
    assert "__dict__" not in dir(value)


def test_the_functions_of_dataclasses_take_our_values_too() -> None:
    value: Any = Below("a", key="xyz")
    assert dataclasses.is_dataclass(value)
    assert dataclasses.is_dataclass(Below)
    assert [each.name for each in dataclasses.fields(value)] == ["name", "size", "more", "hidden", "key", "note"]
    assert dataclasses.replace(value, key="x") == Below("a", key="x")
    assert dataclasses.asdict(value) == {"name": "a", "size": 3, "more": [], "hidden": 3, "key": "xyz", "note": "-"}


def test_a_class_of_values_has_the_fields_of_its_base_too() -> None:
    value = Below("a", key="xyz")
    assert (value, value.hidden, value.note) == (Below("a", 3, [], key="xyz"), 3, "-")
    assert repr(value) == "Below(name='a', size=3, more=[], key='xyz', note='-')"
    assert value != Base("a")
    assert values.replace(value, key="x").hidden == 1
    assert pickle.loads(pickle.dumps(value)).hidden == 3
    with pytest.raises(TypeError):
        Below("a", 3, [], "xyz")  # type: ignore[misc]  # that is what is tested


def test_a_value_that_is_equal_only_to_itself_finds_out_once() -> None:
    value = Lazy("abc")
    assert (value.length, vars(value), value == Lazy("abc"), {value: 1}[value]) == (3, {"text": "abc", "length": 3}, False, 1)
    with pytest.raises(AttributeError):
        value.text = "b"  # type: ignore[misc]  # that is what is tested


def test_what_is_not_frozen_may_change() -> None:
    assert Plain() == Plain("a") != Plain("b")
    value = Mutable()
    value.count += 1
    value.seen.append("a")
    assert (value, Mutable().seen) == (Mutable(1, "", ["a"]), [])
    assert values.replace(value, value="b", count=2) == Mutable(2, "b", ["a"])
    with pytest.raises(TypeError):
        hash(value)
    with pytest.raises(AttributeError):
        value.other = 1  # type: ignore[attr-defined]  # that is what is tested


def _kinds() -> Iterator[Any]:
    """Every class of values in the package."""
    for module in pkgutil.walk_packages(postctl.__path__, "postctl."):
        if not module.name.endswith("__main__"):
            for kind in vars(importlib.import_module(module.name)).values():
                if isinstance(kind, type) and kind.__module__ == module.name:
                    yield kind


def _words(function: Any) -> list[tuple[str, Any, bool]]:
    """The parameters of a constructor: each with its kind, and whether it may be left out."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    return [(each.name, each.kind, each.default is not inspect.Parameter.empty) for each in parameters]


def test_all_constructors_of_the_package_take_what_those_of_the_standard_library_would() -> None:
    tuples = [kind for kind in _kinds() if issubclass(kind, tuple) and vars(kind).get("_fields")]
    classes = [kind for kind in _kinds() if "__values__" in vars(kind)]
    for kind in tuples:
        names = [(name, Any) for name in kind._fields]
        assert kind._fields == typing.NamedTuple(kind.__name__, names)._fields  # type: ignore[misc]  # names that mypy cannot know
        with pytest.raises(TypeError):
            kind(*[None] * (len(names) + 1))
        assert _words(kind.__new__) == [
            (name, inspect.Parameter.POSITIONAL_OR_KEYWORD, name in kind._field_defaults) for name in kind._fields
        ]
    for kind in classes:
        said = [(each.name, Any, each) for each in dataclasses.fields(kind)]
        assert _words(_classes._constructor(kind)) == _words(dataclasses.make_dataclass(kind.__name__, said).__init__), kind
    assert len(tuples) > 200
    assert len(classes) > 40
