"""What a page may do (Content Security Policy Level 3): load what is on its own host, and nothing else."""

_ON_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
POLICY = f"{_ON_PAGES}; frame-ancestors 'none'"
"""What hosts send with every file."""
CARRIED = _ON_PAGES
"""What every page carries in its head, for hosts that send nothing: who may frame a page cannot be said there."""
