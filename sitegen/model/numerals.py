"""Numbers as reports write them: (i), (ii), (iii) and a., b., c."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26


def roman(number: int) -> str:
    """`number`, from 1 up, in small Roman numerals: 4 is `iv`."""
    numeral = ""
    for value, symbol in _ROMAN:
        count, number = divmod(number, value)
        numeral += symbol * count
    return numeral


def letter(number: int) -> str:
    """`number`, from 1 up, in letters: 1 is `a`, 26 is `z`, 27 is `aa`."""
    letters = ""
    while number:
        number, remainder = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + remainder) + letters
    return letters
