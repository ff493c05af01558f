"""The content and its repository → a register that is recorded, committed and pushed before anything goes live."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sitegen.build.request import Request
from sitegen.model.noting import Seen
from sitegen.model.register import REGISTER, WITNESSES, Line, utc
from sitegen.model.witness import Witness
from sitegen.publishing.live_register import (
    LiveRegister,
    add_live_lines,
    adopt_redactions,
    at_target,
    missing_lines,
)
from sitegen.publishing.refusals import CannotPublish
from sitegen.publishing.register_refusals import register_begun_anew, register_not_kept
from sitegen.publishing.repository import (
    GitRefused,
    Upstream,
    advance_branch,
    fetch,
    find_version,
    git_problem,
    is_committed,
    push,
    rebase,
    register_commit,
    unpushed,
    upstream,
)
from sitegen.publishing.target import Target
from sitegen.reading.content import in_zone, zone_of
from sitegen.reading.register import chain, read_register
from sitegen.register.anew import note_beginning
from sitegen.register.merge import merge
from sitegen.register.record import undo_record
from sitegen.register.update import Update, restore_line_ends, update
from sitegen.register.witness import look

_MESSAGE = "Register what is published"
_ATTEMPTS = 8
"""Attempts to push, because others may push meanwhile."""


@dataclass(frozen=True, slots=True)
class RegisterSync:
    """Keeps the register in step with the content, git and the live site. `say` gets a sentence about each step."""

    request: Request
    say: Callable[[str], None]
    target: Target | None = None
    """Where the live register is read; None to ignore it."""
    commit: bool = True
    """Whether to commit and push the register, if the content is in git."""
    anew: str = ""
    """Why the register here replaces one that it does not continue; empty if it may not."""
    witnesses: Sequence[Witness] = ()
    """Other publishers' registers whose heads are noted."""
    doubt: Callable[[str], None] = lambda _: None
    """Gets a sentence about each witness that cannot be read, or that no longer has a head that we noted."""

    def update(self) -> Update:
        """Records, commits and pushes new versions; nothing if the checks find an error.

        If others push meanwhile, our commits are rebased on theirs and the versions recorded again. Raises CannotPublish if git
        fails, or the live register has other lines.
        """
        content = self.request.content
        restore_line_ends(content)
        found, faults = read_register(content)
        if found is None and faults:
            return update(self.request)  # reports what is wrong
        self._require_continuity()
        return self._updated(look(self.witnesses, self.doubt))

    def _updated(self, seen: Sequence[Seen]) -> Update:
        content = self.request.content
        if not (self.commit and is_committed(content)):
            if self.commit and (why := git_problem(content)):
                self.say(f"The register is not committed: {why}.")
            self._add_live_lines()
            return self._record(seen)
        with _as_refusals():
            self._commit()
            self._add_live_lines()
            self._commit()
            return self._record_and_push(upstream(content), seen)

    def pull(self) -> None:
        """Fetches and rebases on what others have pushed. Raises CannotPublish on a conflict."""
        content = self.request.content
        there = upstream(content)
        if there:
            with _as_refusals():
                self._commit()
                if fetch(content, there):
                    self._take_in(there)

    def only_live(self) -> int:
        """Number of lines that only the live register has. Raises CannotPublish if it is not ours with more lines."""
        begun = (self.request.content / REGISTER).exists()
        return (
            len(missing_lines(self.request.content, self.target)[1])
            if self.target and begun and not self.anew
            else 0
        )

    def _record_and_push(self, there: Upstream | None, seen: Sequence[Seen]) -> Update:
        content = self.request.content
        for _ in range(_ATTEMPTS):
            before = (content / REGISTER).read_bytes() if (content / REGISTER).exists() else None
            made = self._record(seen)
            commit = register_commit(content, _MESSAGE) if made.is_sound else ""
            if there is None:
                self._adopt(commit, "This branch follows no other, so it was not pushed: push it yourself.")
                return made
            if not made.is_sound or not (commit or unpushed(content, there)):
                return made
            complaint = push(content, commit or "HEAD", there)
            if not complaint:
                self._adopt(commit, f"Pushed it to {there.name}.")
                return made
            if not fetch(content, there):
                raise GitRefused(complaint)
            undo_record(content, before, made.lines)
            self._take_in(there)
        raise GitRefused("others pushed again and again")  # noqa: TRY003

    def _take_in(self, there: Upstream) -> None:
        rebase(self.request.content, there, self._settle)
        self.say(f"Took in what others had pushed to {there.name}.")

    def _settle(self) -> bool:
        """Merges the two registers of a rebase conflict. Returns whether it could."""
        live = at_target(self.target) if self.target else LiveRegister()
        return not merge(self.request.content, live.lines, live.texts).faults

    def _add_live_lines(self) -> None:
        if self.target and (self.request.content / REGISTER).exists():
            try:
                self._take_over(self.target)
            except CannotPublish:
                if not self.anew:
                    raise
                self._begin_anew(at_target(self.target).lines)

    def _require_continuity(self) -> None:
        """Refuses to begin a register where one was, unless `anew` says why; then the first line says it."""
        content = self.request.content
        if (content / REGISTER).exists():
            return
        live = at_target(self.target).lines if self.target else ()
        before = live or chain(find_version(content / REGISTER, bool) or b"")
        if not before:
            return
        if not self.anew:
            raise CannotPublish(register_begun_anew(content))
        self._begin_anew(before if isinstance(before, tuple) else ())

    def _begin_anew(self, replaced: Sequence[Line]) -> None:
        now = in_zone(self.request.now, zone_of(self.request.content))
        if note_beginning(self.request.content, replaced, self.anew, utc(now)):
            self.say(f"Noted that the register here replaces another, of {len(replaced)} lines, and why.")

    def _take_over(self, target: Target) -> None:
        """Adds live lines and redactions that our register lacks."""
        for line in add_live_lines(self.request.content, target):
            self.say(f"Added {line.reference}, version {line.version}, from the live register.")
        for line in adopt_redactions(self.request.content, target):
            self.say(
                f"Took out the text of {line.reference}, version {line.version}, as in the live register."
            )

    def _commit(self) -> None:
        """Commits what earlier runs recorded."""
        if (self.request.content / REGISTER).exists():
            self._adopt(register_commit(self.request.content, _MESSAGE))

    def _adopt(self, commit: str, then: str = "") -> None:
        if commit:
            advance_branch(self.request.content, commit)
            self.say(f"Committed the register ({commit[:10]}). {then}".rstrip())

    def _record(self, seen: Sequence[Seen]) -> Update:
        made = update(self.request, seen)
        for line in made.lines:
            if line.collection == WITNESSES:
                self.say(f"Noted the head of the register of {line.reference}.")
            else:
                self.say(f"Recorded {line.reference}, version {line.version}.")
        for note in made.lost:
            self.doubt(
                f"The register of {note['title']} no longer has the head that was noted here, {str(note['head'])[:12]}…: "
                "it was rewritten, or another register is at that address now."
            )
        return made


@contextmanager
def _as_refusals() -> Iterator[None]:
    try:
        yield
    except GitRefused as problem:
        raise CannotPublish(register_not_kept(str(problem))) from None
