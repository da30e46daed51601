"""
Making one organization of two, two of one, and taking either back exactly.

An organization is its spellings: they are given to another, and with them every row that is written so. What is left
without a spelling is shown nowhere, but stays, so that its old address leads on and its spellings can come back. Numbers
go where they are printed. Documents to come follow, because a spelling that is known keeps its organization.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from spending.importers.rows_of import give_rows, note_roles
from spending.models import Organization, OrganizationDecision, OrganizationRedirect, Spelling
from spending.naming import organization_key
from watchdog.archive.writing import Evidence, change_of
from watchdog.core.text import slugify
from watchdog.ingest.source import Rejection

NUMBERS = ("nip", "regon", "krs")
MERGED, PARTED = "organization_merged", "organization_parted"
"""How the changes of who is who are marked in an organization's history."""
Kind = OrganizationDecision.Kind


@transaction.atomic
def merge(kept: Organization, gone: Organization, user: User, reason: str) -> OrganizationDecision:
    """
    Make one organization of two: the spellings and rows of ``gone`` become ``kept``'s, and its address leads on.

    Raises ``Rejection`` where one of them has no spelling any more: somebody has merged it meanwhile.
    """
    kept, gone = _held(kept, gone)
    spellings = list(gone.spellings.select_for_update())
    if not spellings or not kept.spellings.exists():
        raise Rejection(_("One of the two is not there any more: somebody has merged them meanwhile."))
    word = _word(Kind.MERGE, kept, gone, user, reason, spellings)
    _give(spellings, gone, kept, user)
    _fill_numbers(kept, gone)
    if gone.company and not kept.company:
        _move_company(gone, kept)
    _tell(kept, MERGED, None, gone.name, user, reason)
    return word


@transaction.atomic
def split(organization: Organization, chosen: Collection[Spelling], user: User, reason: str) -> OrganizationDecision:
    """
    Part some spellings of an organization off into one of their own, named by the first of them.

    Raises ``Rejection`` where none or all of them were chosen, or somebody has given them to another meanwhile.
    """
    (organization,) = _held(organization)
    wanted = {each.pk for each in chosen}
    every = list(organization.spellings.select_for_update().order_by("pk"))
    moving = [each for each in every if each.pk in wanted]
    if not moving or len(moving) != len(wanted) or len(moving) == len(every):
        raise Rejection(_("Choose some of the spellings of this organization, not all."))
    other = _parted(organization, moving)
    word = _word(Kind.SPLIT, organization, other, user, reason, moving)
    _share_numbers(organization, other, every, moving)
    _give(moving, organization, other, user)
    _tell(organization, PARTED, None, other.name, user, reason)
    return word


@transaction.atomic
def say_different(one: Organization, another: Organization, user: User, reason: str) -> OrganizationDecision:
    """Say that two organizations of a like name are two: they are not asked about again."""
    one, another = _held(one, another)
    return _word(Kind.DIFFERENT, one, another, user, reason, [])


@transaction.atomic
def undo(word: OrganizationDecision, user: User) -> OrganizationDecision:
    """Take a decision back: spellings, rows and numbers stand as before it. Raises ``Rejection`` where they cannot."""
    word = OrganizationDecision.objects.select_for_update().get(pk=word.pk)
    if word.undone_at is not None:
        raise Rejection(_("Somebody has taken this back meanwhile."))
    if word.kind == Kind.MASK or word.organization is None or word.other is None:
        raise Rejection(_("A hidden name is kept nowhere, so it cannot be put back."))
    stays, other = _held(word.organization, word.other)
    if word.kind != Kind.DIFFERENT:
        _refuse_built_upon(word, stays, other)
        _put_back(word, stays, other)
        _tell(stays, MERGED if word.kind == Kind.MERGE else PARTED, other.name, None, user, _("Taken back."))
    word.undone_at, word.undone_by = timezone.now(), user
    word.save(update_fields=["undone_at", "undone_by"])
    return word


def moved_to(slug: str) -> Organization | None:
    """Give the organization to which a former address leads; nothing where it leads nowhere."""
    for _step in range(20):
        redirect = OrganizationRedirect.objects.select_related("organization").filter(slug=slug).first()
        if redirect is None:
            return None
        if redirect.organization.spellings.exists():
            return redirect.organization
        slug = redirect.organization.slug
    return None


def _held(*organizations: Organization) -> Sequence[Organization]:
    """Take hold of organizations, in one order whoever asks."""
    keys = [each.pk for each in organizations]
    held = {each.pk: each for each in Organization.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(held) < len(set(keys)):
        raise Rejection(_("One of the two is not there any more: somebody has merged them meanwhile."))
    return [held[key] for key in keys]


def _word(
    kind: str, stays: Organization, other: Organization, user: User, reason: str, spellings: Collection[Spelling]
) -> OrganizationDecision:
    """Keep a decision with how everything stood before it."""
    moved = {
        "spellings": [[each.pk, each.decided_by_id] for each in spellings],
        "numbers": [{name: getattr(each, name) for name in NUMBERS} for each in (stays, other)],
        "companies": [each.company_id for each in (stays, other)],
    }
    return OrganizationDecision.objects.create(
        kind=kind, organization=stays, other=other, user=user, reason=reason, moved=moved
    )


def _give(spellings: Collection[Spelling], giver: Organization, owner: Organization, user: User | None) -> None:
    """Let spellings and their rows be another's; an organization without any leads on to the new owner."""
    Spelling.objects.filter(pk__in=[each.pk for each in spellings]).update(organization=owner, decided_by=user)
    give_rows(spellings, owner)
    note_roles(giver, owner)
    OrganizationRedirect.objects.filter(slug=owner.slug).delete()
    if not giver.spellings.exists():
        OrganizationRedirect.objects.update_or_create(slug=giver.slug, defaults={"organization": owner})


def _fill_numbers(kept: Organization, gone: Organization) -> None:
    """Let the one that stays have the numbers that only the other had; a REGON can stand with one of them only."""
    missing = {name: getattr(gone, name) for name in NUMBERS if getattr(gone, name) and not getattr(kept, name)}
    _set_numbers(gone, dict.fromkeys(missing, ""))
    _set_numbers(kept, missing)


def _share_numbers(
    organization: Organization, other: Organization, every: Collection[Spelling], moving: Collection[Spelling]
) -> None:
    """Let numbers that only the parted spellings print go with them."""
    staying = [each for each in every if each not in moving]
    theirs = {name: next((getattr(each, name) for each in moving if getattr(each, name)), "") for name in NUMBERS}
    ours = {name for name in NUMBERS if any(getattr(each, name) == getattr(organization, name) for each in staying)}
    lost = {name: "" for name in NUMBERS if theirs[name] == getattr(organization, name) and name not in ours}
    _set_numbers(organization, lost)
    free = {name: number for name, number in theirs.items() if number and number != getattr(organization, name)}
    taken = Organization.objects.filter(regon=free.get("regon", "")).exclude(regon="").exists()
    _set_numbers(other, {name: number for name, number in free.items() if not (name == "regon" and taken)})


def _set_numbers(organization: Organization, numbers: dict[str, str]) -> None:
    for name, number in numbers.items():
        setattr(organization, name, number)
    organization.save(update_fields=[*numbers, "updated_at"])


def _move_company(giver: Organization, owner: Organization) -> None:
    company, giver.company = giver.company, None
    giver.save(update_fields=["company"])
    owner.company = company
    owner.save(update_fields=["company", "updated_at"])


def _parted(organization: Organization, moving: Sequence[Spelling]) -> Organization:
    """Make the organization of what is parted, with the evidence of the one it stood in."""
    first = moving[0]
    return Organization.objects.create(
        name=first.name,
        key=organization_key(first.name),
        slug=_free_slug(first),
        kind=organization.kind,
        snapshot=organization.snapshot,
        place=organization.place,
        address=organization.address,
        certainty=organization.certainty,
        authority=organization.authority,
    )


def _free_slug(spelling: Spelling) -> str:
    """Return an address that nobody has or had: the name, with a number behind it where it is taken."""
    slug = slugify(spelling.name, 90) or "bez-nazwy"
    tails = (each for each in (spelling.nip, spelling.regon, f"{spelling.pk}-2") if each)
    offered = [slug, *(f"{slug}-{tail}" for tail in tails)]
    taken = {
        *Organization.objects.filter(slug__in=offered).values_list("slug", flat=True),
        *OrganizationRedirect.objects.filter(slug__in=offered).values_list("slug", flat=True),
    }
    return next((each for each in offered if each not in taken), f"{slug[:80]}-{uuid4().hex[:8]}")


def _refuse_built_upon(word: OrganizationDecision, stays: Organization, other: Organization) -> None:
    """Raise ``Rejection`` where a later decision rests on this one."""
    later = OrganizationDecision.objects.in_force().about(stays, other).exclude(kind=Kind.DIFFERENT)
    if later.filter(pk__gt=word.pk).exists():
        raise Rejection(_("Take back first what was decided later of these organizations."))


def _put_back(word: OrganizationDecision, stays: Organization, other: Organization) -> None:
    """Give spellings back to whom they were; of a parting those too that documents have added since."""
    holder, owner = (stays, other) if word.kind == Kind.MERGE else (other, stays)
    tied: dict[int, int | None] = {pk: user for pk, user in word.moved["spellings"]}
    returning = list(holder.spellings.filter(pk__in=tied) if word.kind == Kind.MERGE else holder.spellings.all())
    for place in (0, 1):  # empty first: a REGON can stand with one of them only
        _set_numbers((stays, other)[place], dict.fromkeys(NUMBERS, ""))
        _set_company((stays, other)[place], None)
    _give(returning, holder, owner, None)
    for spelling in returning:
        Spelling.objects.filter(pk=spelling.pk).update(decided_by=tied.get(spelling.pk))
    for place in (0, 1):
        _set_numbers((stays, other)[place], word.moved["numbers"][place])
        _set_company((stays, other)[place], word.moved["companies"][place])


def _set_company(organization: Organization, company: int | None) -> None:
    organization.company_id = company
    organization.save(update_fields=["company"])


def _tell(organization: Organization, field: str, before: Any, after: Any, user: User, reason: str) -> None:
    """Keep in the history of an organization what was decided of it."""
    change_of(organization, field, before, after, Evidence(user=user, reason=reason)).save()
