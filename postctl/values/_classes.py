"""Classes of values, as `dataclasses` has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from postctl.values._tuples import NamedTuple
from postctl.values._writing import written

_NOTHING: Any = object()


class _Field(NamedTuple):
    name: str = ""
    default: Any = _NOTHING
    default_factory: Callable[[], Any] | None = None
    init: bool = True
    compare: bool = True
    repr: bool = True
    kw_only: bool = False


def field(**said: Any) -> Any:
    """How a field is filled, and where it counts."""
    return _Field(**said)


def fields(value: Any) -> tuple[_Field, ...]:
    """The fields of a class or a value, those of its bases first."""
    return value.__values__  # type: ignore[no-any-return]


def is_dataclass(value: Any) -> bool:
    """Whether a class or a value is of these."""
    return hasattr(value, "__values__")


def replace(value: Any, /, **others: Any) -> Any:
    """A value with other items; a new one of the same class."""
    same = {each.name: getattr(value, each.name) for each in value.__values__ if each.init and each.name not in others}
    return type(value)(**same, **others)


def dataclass(
    given: type | None = None, /, *, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True
) -> Any:
    """Make a class of annotated names one of values."""

    def made(cls: type) -> type:
        own = [_declared(name, vars(cls).get(name, _NOTHING), kw_only) for name in vars(cls).get("__annotations__", ())]
        known = {each.name: each for base in cls.__mro__[:0:-1] for each in vars(base).get("__values__", ())}
        known.update((each.name, each) for each in own)
        members = {"__values__": tuple(known.values()), "__frozen__": frozen, "__init__": _first, "__repr__": _shown}
        members |= {"__dataclass_fields__": _TO_OTHERS}
        members |= {"__eq__": _equal, "__hash__": _hashed if frozen else None} if eq else {}
        members |= {"__setattr__": _refused, "__delattr__": _refused} if frozen else {}
        added = {name: each for name, each in members.items() if name not in vars(cls)}
        names = tuple(each.name for each in own)
        return _with_slots(cls, names, added) if slots else _with_members(cls, names, added)

    return made if given is None else made(given)


def _with_members(cls: type, names: Sequence[str], added: Mapping[str, Any]) -> type:
    for name in names:
        if name in vars(cls):
            delattr(cls, name)
    for name, each in added.items():
        setattr(cls, name, each)
    return cls


def _with_slots(cls: type, names: Sequence[str], added: Mapping[str, Any]) -> type:
    """The same class once more: one that is there gets no slots."""
    kept = {name: each for name, each in vars(cls).items() if name not in (*names, "__dict__", "__weakref__")}
    slots = {"__slots__": names, "__getstate__": _state, "__setstate__": _restore}
    again = type(cls)(cls.__name__, cls.__bases__, {**kept, **added, **slots})
    again.__qualname__ = cls.__qualname__
    return again


class _ToOthers:
    """What the functions of `dataclasses` ask a class for, so that they take our values from those who use us as a library."""

    def __get__(self, value: Any, kind: Any) -> dict[str, Any]:
        import dataclasses

        made = []
        for each in kind.__values__:
            said = {"init": each.init, "compare": each.compare, "repr": each.repr, "kw_only": each.kw_only}
            if each.default_factory is not None or each.default is not _NOTHING:
                said["default_factory"] = each.default_factory or (lambda default=each.default: default)
            made.append((each.name, Any, dataclasses.field(**said)))
        return {each.name: each for each in dataclasses.fields(dataclasses.make_dataclass(kind.__name__, made))}


_TO_OTHERS = _ToOthers()


def _declared(name: str, value: Any, kw_only: bool) -> Any:
    said = value if type(value) is _Field else _Field(default=value)
    return said._replace(name=name, kw_only=kw_only)


def _first(self: Any, *items: Any, **named: Any) -> None:
    """Write the constructor of the class, and call it."""
    kind: Any = next(each for each in type(self).__mro__ if "__values__" in vars(each))
    kind.__init__ = _constructor(kind)
    kind.__init__(self, *items, **named)


def _constructor(kind: Any) -> Callable[..., None]:
    """The function that fills the fields of a class, those that have to be named last."""
    words: list[str] = []
    lines: list[str] = []
    for each in sorted(kind.__values__, key=lambda each: each.kw_only):
        made = each.default_factory is not None
        value = f"_made[{each.name!r}]()" if made else f"_defaults[{each.name!r}]"
        if each.kw_only and "*" not in words:
            words.append("*")
        needed = each.default is _NOTHING and not made
        if each.init:
            words.append(each.name if needed else f"{each.name}=_nothing")
            value = each.name if needed else f"{value} if {each.name} is _nothing else {each.name}"
        lines.append(f"_set(self, {each.name!r}, {value})" if kind.__frozen__ else f"self.{each.name} = {value}")
    lines += ["self.__post_init__()"] if hasattr(kind, "__post_init__") else []
    return written(
        f"def written(self, {', '.join(words)}):\n {'; '.join(lines) or 'pass'}",
        _nothing=_NOTHING,
        _set=object.__setattr__,
        _made={each.name: each.default_factory for each in kind.__values__},
        _defaults={each.name: each.default for each in kind.__values__},
    )


def _compared(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, each.name) for each in self.__values__ if each.compare)


def _equal(self: Any, other: Any) -> bool:
    return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented


def _hashed(self: Any) -> int:
    return hash(_compared(self))


def _shown(self: Any) -> str:
    items = (f"{each.name}={getattr(self, each.name)!r}" for each in self.__values__ if each.repr)
    return f"{type(self).__qualname__}({', '.join(items)})"


def _refused(self: Any, name: str, *_: Any) -> None:
    raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in self.__values__]


def _restore(self: Any, items: list[Any]) -> None:
    for each, item in zip(self.__values__, items, strict=True):
        object.__setattr__(self, each.name, item)
