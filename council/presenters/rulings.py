"""Rulings of supervision and courts as events on a resolution's way."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import RulingEffect
from council.models import LegalStanding, Ruling
from council.presenters.steps import Step
from council.titles import capitalised
from watchdog.core.typography import long_date

AGAINST = {RulingEffect.INVALID.value, RulingEffect.PARTLY_INVALID.value}

TAGS = {
    LegalStanding.INVALID.value: gettext_lazy("invalid"),
    LegalStanding.PARTLY_INVALID.value: gettext_lazy("invalid in part"),
    LegalStanding.NOT_FINAL.value: gettext_lazy("invalid, not final"),
    LegalStanding.DISPUTED.value: gettext_lazy("rulings differ"),
}
"""The standing of a resolution in two words; nothing where no ruling turned it."""

ANSWERS = {
    LegalStanding.INVALID.value: gettext_lazy("It was declared invalid."),
    LegalStanding.PARTLY_INVALID.value: gettext_lazy("It was declared invalid in part."),
    LegalStanding.NOT_FINAL.value: gettext_lazy("It was declared invalid; the source says that this is not final."),
    LegalStanding.DISPUTED.value: gettext_lazy(
        "Rulings on it do not go one way; they stand below in their order, and we do not decide between them."
    ),
}
DECKS = {
    LegalStanding.UNKNOWN.value: gettext_lazy("We know of no ruling that it is invalid."),
    LegalStanding.UPHELD.value: gettext_lazy("The rulings that we know left it standing."),
    LegalStanding.OPENED.value: gettext_lazy(
        "Supervisory proceedings were opened; how they ended we do not know, so this is no ruling that it is invalid."
    ),
}


def ruling_step(ruling: Ruling) -> Step:
    """Tell of one ruling: who, when, with what effect, under which signature, and where it was published."""
    return Step(
        when=long_date(ruling.ruled_on) if ruling.ruled_on else str(ruling.year),
        title=f"{ruling.authority_name}: {ruling_effect(ruling)}",
        text=" ".join(filter(None, _told(ruling))),
        url=ruling.address,
        state=_state(ruling),
    )


def _told(ruling: Ruling) -> list[str]:
    about = "" if ruling.resolution_id else _about(ruling)
    words = (_sentence(ruling.words), _final(ruling), _sentence(ruling.note))
    return [about, _signature(ruling), *words, *_doubts(ruling)]


def _about(ruling: Ruling) -> str:
    """Name the resolution that we do not have, as the source does."""
    return f"{ruling.resolution_number or f'„{ruling.subject}”'}."


def ruling_effect(ruling: Ruling) -> str:
    return str(Ruling.Effect(ruling.effect).label)


def _state(ruling: Ruling) -> str:
    if ruling.effect in AGAINST:
        return "turn"
    return "known" if ruling.effect in (RulingEffect.UPHELD, RulingEffect.REMARKED) else "gap"


def _signature(ruling: Ruling) -> str:
    signature = _("Signature %(number)s.") % {"number": ruling.number} if ruling.number else ""
    position = ", ".join(str(part) for part in (ruling.journal_year, ruling.journal_position) if part)
    journal = _("Official journal: %(position)s.") % {"position": position} if ruling.journal_position else ""
    return " ".join(filter(None, (signature, journal)))


def _sentence(text: str) -> str:
    return f"{capitalised(text.rstrip('.'))}." if text else ""


def _final(ruling: Ruling) -> str:
    if ruling.final is None:
        return ""
    return _("It is final.") if ruling.final else _("It is not final.")


def _doubts(ruling: Ruling) -> list[str]:
    inferred = [_("Our inference, so it is not counted.")] if ruling.is_inferred else []
    return [*(finding["text"] for finding in ruling.findings), *inferred]
