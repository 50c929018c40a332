"""Tuples whose items have names."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from postctl.values._writing import written

try:
    from _collections import _tuplegetter as _getter  # type: ignore[import-not-found]  # what `collections` uses, if it is there
except ImportError:

    def _getter(place: int, _: None) -> property:
        return property(itemgetter(place))


class _Kind(type):
    """Makes a class of fields: annotated names, those with a value last."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
        """A class whose base is `NamedTuple` has the fields in its body; one further down has those of its base."""
        space["__slots__"] = ()
        if bases == (tuple,) or bases != (NamedTuple,):
            return super().__new__(cls, name, bases, space)
        names = tuple(space.get("__annotations__", ()))
        defaults = {each: space[each] for each in names if each in space}
        if tuple(defaults) != names[len(names) - len(defaults) :]:
            raise TypeError(f"{name}: a field without a default follows one with a default")
        space.update(_fields=names, __match_args__=names, _field_defaults=defaults)
        space.update((each, _getter(place, None)) for place, each in enumerate(names))
        return super().__new__(cls, name, bases, space)


class NamedTuple(tuple, metaclass=_Kind):  # type: ignore[type-arg]  # nothing but a tuple
    """A tuple whose items have names."""

    _fields: tuple[str, ...] = ()
    _field_defaults: dict[str, Any] = {}  # noqa: RUF012  # as in `collections`

    def __new__(cls, *items: Any, **named: Any) -> NamedTuple:
        """Write the constructor of the class, and make its first value."""
        kind: Any = next(each for each in cls.__mro__ if "_fields" in vars(each))
        if kind is NamedTuple:
            raise TypeError("a tuple of names is made of a class of its own")
        defaults = kind._field_defaults
        words = ", ".join(f"{each}=_defaults[{each!r}]" if each in defaults else each for each in kind._fields)
        items_of = " ".join(f"{each}," for each in kind._fields)
        kind.__new__ = written(
            f"def written(_cls, {words}): return _new(_cls, ({items_of}))", _new=tuple.__new__, _defaults=defaults
        )
        return cls(*items, **named)

    @classmethod
    def _make(cls, items: Iterable[Any]) -> NamedTuple:
        made = tuple.__new__(cls, items)
        if len(made) != len(cls._fields):
            raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, and {len(made)} were given")
        return made

    def _replace(self, **others: Any) -> NamedTuple:
        made = self._make(map(others.pop, self._fields, self))
        if others:
            raise ValueError(f"{type(self).__name__} has no {', '.join(others)}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={item!r}' for name, item in self._asdict().items())})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)
