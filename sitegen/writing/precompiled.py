"""Shipped templates ↔ the Python modules inside a wheel that Jinja makes of them when the wheel is built."""

from hashlib import sha256
from importlib.machinery import SourceFileLoader
from os.path import dirname, join
from types import CodeType

FOLDER = "precompiled"
"""Where the modules are, beside this file in a wheel. A copy of the repository has none."""
_HERE = join(dirname(__file__), FOLDER)  # noqa: PTH118, PTH120 - asked for each template


def module_of(name: str, source: str, jinja: str) -> str:
    """The name of the module for a template: another template or another version of Jinja has another module."""
    return "t" + sha256(f"{jinja}\0{name}\0{source}".encode()).hexdigest()[:32]


def code_of(name: str, source: str, jinja: str, filename: str) -> CodeType | None:
    """The code of a template, as if compiled from the file `filename`; None if the wheel does not have it."""
    module = module_of(name, source, jinja)
    try:
        code = SourceFileLoader(module, join(_HERE, f"{module}.py")).get_code(module)  # noqa: PTH118
    except OSError:
        return None
    return code and _renamed(code, filename)


def _renamed(code: CodeType, filename: str) -> CodeType:
    """The same code under another file name, which findings show."""
    inner = tuple(_renamed(one, filename) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=filename, co_consts=inner)
