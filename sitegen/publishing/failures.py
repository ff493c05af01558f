"""Failures after the site was sent → findings."""

from sitegen.diagnostics import Diagnostic, error


def shut_out(place: str, shut: str) -> Diagnostic:
    """Readers get an error instead of the site. `shut` is the address and its status."""
    return error(
        "readers-shut-out",
        f"The site was sent to {place}, but readers cannot open it: {shut}.",
        hint="let the web server read the files and show them to everybody, or ask the people who run the host; then run sitegen doctor",
    )


def receipt_lost(message: str) -> Diagnostic:
    """The site is live, but the receipt could not be written."""
    return error(
        "no-receipt",
        f"The site was published, but its receipt could not be written: {message}",
        hint="let this account write to the folder .sitegen beside the content, and note the publication yourself",
    )


def hook_failed(option: str, command: str, why: str) -> Diagnostic:
    """A program that runs after a publication failed. `why` completes a sentence that begins with its name."""
    return error(
        "hook-failed",
        f"The program {command}, given with {option}, {why}.",
        hint=f"{'the site is live; ' if option == '--after' else ''}correct the program, then run it yourself",
    )
