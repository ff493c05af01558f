"""Templates → text, in Jinja's sandbox: they read the view that they are given, can do nothing else, and come to an end."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextvars import ContextVar
from decimal import Decimal
from itertools import islice
from pathlib import Path
from types import BuiltinMethodType, MappingProxyType
from typing import Any, ClassVar, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.sandbox import (
    UNSAFE_GENERATOR_ATTRIBUTES,
    ImmutableSandboxedEnvironment,
    modifies_known_mutable,
)

from sitegen.diagnostics import Diagnostic
from sitegen.writing.precompiled import code_of, module_of
from sitegen.writing.template_faults import Overrun, explained

NO_TEMPLATES = ("assets/", "starters/")
"""Folders beside the templates whose files are none."""
_STEPS = 5_000_000
"""How many turns of loops one output may take: more than any page that a reader could use."""
_CALL = 50
"""How many turns a call takes, or a file that is brought in."""
_LONG = 5_000_000
"""How many letters, or entries, a value may have that a template works out."""
_POWER = 64
_LEFT: ContextVar[list[int] | None] = ContextVar("steps that the output at work has left", default=None)

_PLAIN = (
    str,
    bytes,
    int,
    float,
    Decimal,
    tuple,
    list,
    dict,
    frozenset,
    MappingProxyType,
    dt.date,
    dt.time,
    dt.timedelta,
)
"""Values whose own methods look and change nothing, once those that change lists and tables are taken away."""
_OURS = ("sitegen.", "jinja2.", "markupsafe")
_CAREFUL = UNSAFE_GENERATOR_ATTRIBUTES | {
    "format",
    "format_map",
    "f_back",
    "f_builtins",
    "f_globals",
    "f_locals",
}
"""Names that lead into Python itself: Jinja looks closely at those, which takes it three times as long."""
_TURNS, _HELD = " turns", " held"
"""Filters of our own; no template can write such a name."""


class BadTemplate(Exception):  # noqa: N818 - says what happened, as it reads where it is caught
    """A template cannot make its output; `finding` says why and where."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Limited(CodeGenerator):
    """Has each loop say how often it will turn, and each name how large its value is."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802, ANN401 - Jinja's own
        for loop in node.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _TURNS, [], [], None, None, lineno=loop.lineno)
        for given in node.find_all(nodes.Assign):
            given.node = nodes.Filter(given.node, _HELD, [], [], None, None, lineno=given.lineno)
        super().visit_Template(node, frame)


class _Precompiled(jinja2.BytecodeCache):
    """The code that a wheel has of the shipped templates. It keeps nothing more."""

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The code of this very template, if the wheel has it."""
        bucket = Bucket(environment, name, "")
        bucket.code = code_of(name, source, jinja2.__version__, filename or name)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keeps nothing."""


class Templates(ImmutableSandboxedEnvironment):
    """The templates of these folders; the first folder that has a file gives it, and the last holds the shipped ones."""

    code_generator_class = _Limited
    intercepted_binops = frozenset({"*", "**"})
    compiled: ClassVar[jinja2.BytecodeCache] = _Precompiled()
    """What gives compiled templates; tests have one that keeps them from one set to the next."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(str(folder) for folder in folders)
        super().__init__(
            loader=jinja2.FileSystemLoader(self.folders),
            undefined=jinja2.StrictUndefined,
            autoescape=jinja2.select_autoescape(("html", "xml", "svg"), default=False),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self.compiled,
        )
        del self.globals["lipsum"], self.filters["random"]  # the same content makes the same page
        self.filters |= {_TURNS: _turning, _HELD: _held}

    def text(self, name: str, /, **seen: object) -> str:
        """What the template makes of what it sees. Raises BadTemplate, whatever is wrong with it."""
        before = _LEFT.set([_STEPS])
        try:
            return self.get_template(name).render(seen)
        except BadTemplate:
            raise
        except Exception as problem:
            raise BadTemplate(explained(problem, name, self)) from problem
        finally:
            _LEFT.reset(before)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:  # noqa: A002, ANN401 - Jinja's own
        """The template of that name; each one counts as a call."""
        _spend(_CALL)
        return super().get_template(name, parent, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - anything that a template may show
        """What `obj.attribute` gives. Methods can be named, but only those that are safe can be called."""
        if attribute[0] == "_" or attribute in _CAREFUL:
            return super().getattr(obj, attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return self.getitem(obj, attribute)

    def wrap_str_format(self, value: object) -> Callable[..., str] | None:
        """`str.format` in the sandbox's own form."""
        if made := super().wrap_str_format(value):
            made.__module__ = ImmutableSandboxedEnvironment.__module__
        return made

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - anything that a template may name
        """Whether it is a macro, a function of ours, or a method that only looks: never one that reaches files or a clock."""
        if isinstance(obj, BuiltinMethodType):
            owner = obj.__self__
            return isinstance(owner, _PLAIN) and not modifies_known_mutable(owner, obj.__name__)
        return obj is dict or str(getattr(obj, "__module__", None)).startswith(_OURS)

    def call(self, context: Context, obj: Any, /, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """What a call in a template gives."""
        _spend(_CALL)
        for value in given:
            _held(value)
        if not isinstance(obj, Macro) and not self.is_safe_callable(obj):
            raise jinja2.exceptions.SecurityError(repr(obj))
        return context.call(obj, *given, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """The product or the power, when it is of a size that a page could hold."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Sized) and isinstance(other, int) and len(one) * other > _LONG:
                raise Overrun
        if operator == "**" and not (abs(left) <= _LONG and abs(right) <= _POWER):
            raise Overrun
        return super().call_binop(context, operator, left, right)


def templates_of(env: Templates) -> Mapping[str, Path]:
    """The file of each template by its name."""
    folders = [Path(folder) for folder in env.folders]
    return {
        name: next(folder / name for folder in folders if (folder / name).is_file())
        for name in env.list_templates()
    }


def modules(folder: Path) -> Iterator[tuple[str, str]]:
    """The names and texts of Python modules for the templates of a folder."""
    env = Templates([folder])
    for name, place in templates_of(env).items():
        if not name.startswith(NO_TEMPLATES):
            source = place.read_text("utf-8")
            for used in env.parse(source).find_all(nodes.Filter):
                env.filters.setdefault(used.name, _known_later)
            yield module_of(name, source, jinja2.__version__), env.compile(source, name, raw=True)


def _known_later(*_: object) -> NoReturn:
    """Stands for a filter that gets its function when the template runs."""
    raise NotImplementedError


def _turning(items: Any) -> Any:  # noqa: ANN401 - whatever a template goes through
    """The same items, whose number is taken from what is left."""
    try:
        turns = len(items)
    except TypeError:
        items = list(islice(items, _STEPS))
        turns = len(items)
    _spend(1 + turns)
    return items


def _held(value: Any) -> Any:  # noqa: ANN401 - whatever a template gives a name
    """The same value, unless it has grown out of all proportion."""
    if isinstance(value, (str, list, tuple)) and len(value) > _LONG:
        raise Overrun
    return value


def _spend(steps: int) -> None:
    left = _LEFT.get()
    if left:
        left[0] -= steps
        if left[0] < 0:
            raise Overrun
