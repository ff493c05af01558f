"""A digest differs when what it is made of does."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.memo.digest import digest, program


@given(st.lists(st.binary()), st.lists(st.binary()))
def test_a_digest_keeps_its_parts_apart(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_the_digest_of_the_program_is_the_same_as_long_as_it_is() -> None:
    before = program()
    program.cache_clear()
    assert program() == before
