"""Words → the end of an address."""

import re
import unicodedata


def slug(words: str) -> str:
    """Words as an anchor: a–z, 0–9 and hyphens, accents folded; `section` when nothing is left."""
    folded = words.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.replace("’", ""))
        folded = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.replace("'", "")).strip("-") or "section"
