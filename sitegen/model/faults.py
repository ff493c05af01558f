"""A fault in one value, in words for the author."""

from pydantic_core import PydanticCustomError


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A fault in one value, in words for the author; reading adds the place."""
    return PydanticCustomError("sitegen", "{message}", {"code": code, "message": message, "hint": hint})


def not_text() -> PydanticCustomError:
    """The fault of a list or a group where a text belongs."""
    return fault(
        "wrong-shape",
        "This should be a single piece of text",
        "write it after the colon, without a hyphen, and in quotes if it begins with a bracket",
    )


def read_text(value: object) -> str:
    """One piece of text on one line, or a fault when it is empty, a list or a group."""
    if not isinstance(value, str):
        raise not_text()
    if not (text := " ".join(value.split())):
        raise fault("empty-value", "This is empty", "write a value, or remove the line")
    return text
