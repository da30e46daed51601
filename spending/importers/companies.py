"""Storing municipal companies: every document's statement of a share stands by itself, and none replaces another."""

from __future__ import annotations

from typing import Any

from spending.drafts import BoardMemberDraft, CompanyDraft
from spending.models import BoardMember, Company, Holding
from watchdog.archive.writing import Evidence, Outcome, Stored, upsert
from watchdog.core.text import slugify
from watchdog.ingest.source import Rejection

NUMBERS = ("krs", "nip", "regon")


def store_company(draft: CompanyDraft, evidence: Evidence) -> Stored:
    """
    Store a company and, where the document says it, the city's share on a day.

    The share is the answer's record, else the company. A document that is silent about a number erases none.
    """
    company = company_named(draft.name)
    known = {"form": draft.form.value, **{name: getattr(draft, name) for name in NUMBERS}}
    values = {name: value for name, value in known.items() if value} | _note(draft)
    outcome = upsert(company, values, evidence, draft.model_dump(mode="json"))
    if not draft.says_share:
        return Stored(company, outcome)
    holding = _hold(company, draft, evidence)
    if holding.outcome is Outcome.UNCHANGED and outcome is Outcome.CHANGED:
        return Stored(holding.record, Outcome.CHANGED)
    return holding


def store_board_member(draft: BoardMemberDraft, evidence: Evidence) -> Stored:
    """Store who sat in a body of a company, as one document names them; raise ``Rejection`` for an unknown company."""
    company = Company.objects.filter(key=_key(draft.company)).first()
    if company is None:
        raise Rejection(f"Nie znamy spółki „{draft.company}”.")
    key = {"company": company, "name": draft.name, "body": draft.body.value, "address": evidence.address}
    member = BoardMember.objects.filter(**key).first() or BoardMember(**key)
    names = ("role", "appointed_by", "since", "until", "as_of_first", "as_of_last", "note")
    values = {name: getattr(draft, name) for name in names}
    return Stored(member, upsert(member, values, evidence, draft.model_dump(mode="json")))


def company_named(name: str) -> Company:
    """Give the company of this name, or a new unsaved one; case, spaces and diacritics do not make another one."""
    found = Company.objects.filter(key=_key(name)).first()
    return found or Company(name=name, key=_key(name), slug=_free_slug(name))


def _key(name: str) -> str:
    return slugify(name, 200)


def _free_slug(name: str) -> str:
    slug = slugify(name, 90)
    taken = set(Company.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(each for each in [slug, *(f"{slug}-{n}" for n in range(2, 100))] if each not in taken)


def _note(draft: CompanyDraft) -> dict[str, Any]:
    """Keep a note with the company only where no statement of a share takes it."""
    return {"note": draft.note} if draft.note and not draft.says_share else {}


def _hold(company: Company, draft: CompanyDraft, evidence: Evidence) -> Stored:
    """Store the share; another document or another day is another statement."""
    key = {"company": company, "address": evidence.address}
    days = (draft.as_of_first, draft.as_of_last)
    stated = Holding.objects.filter(**key)
    known = next((each for each in stated if (each.as_of_first, each.as_of_last) == days), None)
    holding = known or Holding(**key, as_of_first=draft.as_of_first, as_of_last=draft.as_of_last)
    values = {
        "share_percent": draft.share_percent,
        "share_words": draft.share_words,
        "extent": draft.extent.value,
        "shares": draft.shares,
        "value": draft.value,
        "note": draft.note,
    }
    return Stored(holding, upsert(holding, values, evidence, draft.model_dump(mode="json")))
