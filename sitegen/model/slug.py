"""Words → a short name for addresses and anchors."""

import re
import unicodedata


def slug(words: str, otherwise: str = "section") -> str:
    """Words in a–z, 0–9 and hyphens, accents folded; `otherwise` when nothing is left."""
    folded = words.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.replace("’", ""))
        folded = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.replace("'", "")).strip("-") or otherwise
