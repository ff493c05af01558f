"""What goes wrong once the site was sent → findings: it is live, or should be, and somebody has to act."""

from sitegen.diagnostics import Diagnostic, error


def shut_out(place: str, shut: str) -> Diagnostic:
    """The site was sent, and its address keeps readers out. `shut` says which address answers what."""
    return error(
        "readers-shut-out",
        f"The site was sent to {place}, but readers cannot open it: {shut}.",
        hint="let the web server read the files and show them to everybody, or ask whoever runs the host; then run sitegen doctor",
    )


def receipt_lost(message: str) -> Diagnostic:
    """The site is live, and the receipt could not be kept."""
    return error(
        "no-receipt",
        f"The site was published, but its receipt could not be written: {message}",
        hint="let this account write to the folder .sitegen beside the content, and note the publication yourself",
    )


def hook_failed(option: str, command: str, why: str) -> Diagnostic:
    """A program that was to run after the publication did not do its work. `why` ends a sentence that begins with its name."""
    return error(
        "hook-failed",
        f"The program {command}, given with {option}, {why}.",
        hint="what was published stays as it is; put the program right and run it by itself",
    )
