"""sitegen as it would be if it made only what the generators that it is compared with make.

No rules, no search, no data, no calendars, no forms, no feeds but the one of the whole site, and lists by year and by
subject alone. Objectives still come with their few figures, which their pages hold.
Example: python -m bench.alike build --content content
"""

from sitegen import rules
from sitegen.build import changes, index, job, jobs
from sitegen.commands.main import start
from sitegen.outputs import calendars, feeds, plan


def main() -> None:
    """Leaves formats and rules out, then runs the program."""
    kept = {"list of all", "lists by year", "lists by subject"}
    leave_out: tuple[tuple[object, str, object], ...] = (
        (plan, "BESIDE", ()),
        (plan, "LISTS", {name: made for name, made in plan.LISTS.items() if name in kept}),
        (calendars, "plan", _nothing),
        (calendars, "of_value", _nothing),
        (feeds, "of_value", _nothing),
        (changes.Changes, "jobs", _nothing),
        (index.SearchIndex, "jobs", _nothing),
        (jobs, "rows_of", lambda *_: None),
        (jobs.Jobs, "_data", lambda *_: job.Planned(())),
        (rules, "RULES", ()),
    )
    for module, name, value in leave_out:
        getattr(module, name)  # a name that is gone would leave nothing out
        setattr(module, name, value)
    start()


def _nothing(*_: object, **_named: object) -> tuple[()]:
    return ()


if __name__ == "__main__":
    main()
