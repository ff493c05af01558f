"""The Content Security Policy (Level 3) of every page: it may load only from its own host, or from itself (`data:`)."""

_ON_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
POLICY = f"{_ON_PAGES}; frame-ancestors 'none'"
"""The header that hosts send with every file."""
CARRIED = _ON_PAGES
"""The policy in the head of every page, for hosts that send no header; `frame-ancestors` does not work there."""
