"""A built site and a target → a plan or refusals, then the transfer, the read-back and the receipt."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.versions import writer_of_newer
from sitegen.publishing.failures import shut_out
from sitegen.publishing.hub import changed_feeds, ping
from sitegen.publishing.live_register import PUBLISHED, continues, register_digest
from sitegen.publishing.plan import Plan, compare
from sitegen.publishing.publication import FORMAT, PLACE, Origin, Publication, decoded, encoded
from sitegen.publishing.readback import read_back, redirect_warning
from sitegen.publishing.receipt import Receipt
from sitegen.publishing.refusals import (
    Allowed,
    CannotPublish,
    against_live,
    list_unreadable,
    not_as_sent,
    not_ours,
    of_removals,
    published_meanwhile,
)
from sitegen.publishing.register_refusals import register_cut
from sitegen.publishing.staying import staying
from sitegen.publishing.target import Live, Target, Transfer
from sitegen.writing.manifest import decoded as built_files


@dataclass(frozen=True, slots=True)
class Order:
    """What to publish, and what the user allows. `site` is the base_url, `at` the address where people read this target."""

    name: str
    source: Path
    """The output folder of a finished build."""
    receipts: Path
    site: str
    at: str
    now: datetime
    origin: Origin
    gone: Mapping[str, str]
    """The reason for each address that is gone for good."""
    moved: Mapping[str, str]
    """Redirects from old addresses of files, which only the host can send."""
    allowed: Allowed
    anew: str
    """Why the register replaces another; empty if it does not."""
    follows: Callable[[str | None], bool | None]
    """Whether our content includes a commit; None if unknown."""
    hub: str = ""
    """The WebSub hub that hears of changed feeds; empty without one, and for a target that readers do not read."""


def prepare(order: Order, target: Target) -> Transfer:
    """Reads the target and plans. Raises CannotPublish with every reason to stop."""
    found = target.look()
    live = live_publication(found, target, order.allowed)
    record = built_files((order.source / ".sitegen/manifest.json").read_bytes()) or {}
    files = {path: digests[-1] for path, digests in record.items()}
    left = staying(live, files, order.now, order.source, target.read_all)
    new = Publication(order.site, order.now, order.origin, files, _notices(order.source), staying=left)
    plan = compare(new, live, lambda path: (order.source / path).stat().st_size)
    refusals = [*of_removals(plan, live, [*order.gone, *order.moved], order.allowed)]
    if not order.allowed.register and not continues(
        register_digest(live), _bytes_of(order.source / PUBLISHED)
    ):
        refusals.append(register_cut(Path("content")))
    if live:
        follows = order.follows(live.origin.commit)
        refusals = [*against_live(live, new, order.allowed, follows=follows), *refusals]
    if refusals:
        raise CannotPublish(*refusals)
    return Transfer(order.source, new, live, found, plan)


def is_done(transfer: Transfer) -> bool:
    """Whether the target already holds the complete site."""
    live, plan = transfer.live, transfer.plan
    return live is not None and live.coming is None and not plan.uploads and not plan.removed


def carry_out(order: Order, target: Target, transfer: Transfer) -> tuple[tuple[Diagnostic, ...], Receipt]:
    """Transfers what was planned and reads it back. Returns findings about addresses that readers cannot open, and the receipt.

    Raises CannotPublish if the transfer fails.
    """
    with target:
        if target.look() != transfer.found:
            raise CannotPublish(published_meanwhile(target.place))
        target.put(transfer)
        if wrong := target.differing(transfer):
            raise CannotPublish(not_as_sent(target.place, wrong))
    plan, raw = transfer.plan, encoded(transfer.new)
    manifest = sha256(raw).hexdigest()
    sent = {PLACE: manifest, **{path: transfer.new.files[path] for path in plan.uploads}}
    seen = read_back(order.at, sent, PLACE)
    warning = seen.warning or ("" if seen.shut else redirect_warning(order.at, order.moved))
    shut = (shut_out(target.place, seen.shut),) if seen.shut else ()
    unheard = ping(order.hub, changed_feeds(order.site, plan.uploads)) if order.hub else ""
    return shut, Receipt(
        target=order.name,
        place=target.place,
        published=order.now.isoformat(),
        commit=order.origin.commit,
        new=len(plan.new),
        changed=len(plan.changed),
        removed=len(plan.removed),
        bytes=plan.size,
        manifest=manifest,
        checked=len(sent),
        seen=seen.count,
        notices=plan.notices,
        gone=dict(order.gone),
        warnings=tuple(filter(None, (warning, unheard))),
        register=_register(_bytes_of(order.source / PUBLISHED), order.anew),
    )


def _register(data: bytes, anew: str) -> Mapping[str, str | int] | None:
    """What a receipt says of the register: its number of lines, its head, and why it was begun anew; None without one."""
    lines = data.splitlines()
    if not lines:
        return None
    begun = {"begun_anew": anew} if anew else {}
    return {"lines": len(lines), "head": sha256(lines[-1]).hexdigest(), **begun}


def _bytes_of(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def live_publication(found: Live, target: Target, allowed: Allowed) -> Publication | None:
    """The live site; None for an empty target, or an unreadable one that --force replaces. Raises CannotPublish."""
    live = decoded(found.manifest) if found.manifest is not None else None
    if live is None and not allowed.force:
        if found.manifest is not None:
            raise CannotPublish(list_unreadable(PLACE, writer_of_newer(found.manifest, FORMAT)))
        if found.occupied:
            raise CannotPublish(not_ours(target.place))
    return live


def _notices(source: Path) -> dict[str, str]:
    """The title of each notice and decision by its folder (`adverts/park-benches/`), from the published tables."""
    titles = {}
    for folder, key in ((Advert.collection, "id"), (Decision.collection, "decision")):
        place = source / f"data/{folder}.jsonl"
        for line in place.read_text("utf-8").splitlines() if place.is_file() else ():
            row = json.loads(line)
            titles[f"{folder}/{row[key]}/"] = row["title"]
    return titles


def plan_summary(plan: Plan, place: str) -> str:
    """The plan for people: counts, size, and the titles of notices that change."""
    counts = f"{len(plan.new):,} new, {len(plan.changed):,} changed, {len(plan.removed):,} removed"
    lines = [f"To publish to {place}: {counts}; {plan.size / 1_000_000:,.1f} MB to send."]
    if plan.notices:
        lines.append(f"Notices that readers will find new, changed or gone: {len(plan.notices):,}.")
        lines += [f"  {title}" for title in plan.notices[:_SHOWN]]
        if len(plan.notices) > _SHOWN:
            lines.append(f"  and {len(plan.notices) - _SHOWN:,} more")
    return "\n".join(lines)


_SHOWN = 10
