"""
Whose page search engines may list: of organizations that cannot be one person.

A firm of one person is shown by its firm, as the register shows it, but its name is a person's name: its page is left
out of search engines. Registers do not say which firms are such; so a page is listed only where something says that it
is none, and everybody else is left out.
"""

from __future__ import annotations

from django.db.models import Q

from spending.drafts import PartyKind

LEGAL_FORM = (
    r"(^|[ ,„\"(-])(sp(\.|ółka) ?z ?o\.? ?o|spółka z ograniczoną|s\. ?a\.|s\.a|sa$|spółka akcyjna|sp\. ?j|spółka jawna"
    r"|sp\. ?k|spółka komandytow|p\.s\.a|fundacja|stowarzyszenie|spółdzielnia|bank|uniwersytet|politechnika"
    r"|skarb państwa|miasto|gmina|powiat|województwo|urząd|szkoła podstawowa|zespół szkół|przedszkole miejskie)"
)
"""What no firm of one person has in its name; read alike by PostgreSQL and Python."""


def surely_no_person() -> Q:
    """Give the condition under which an organization is certainly not a firm of one person."""
    known = Q(kind=PartyKind.PUBLIC.value) | ~Q(krs="") | Q(company__isnull=False) | Q(buys=True)
    return known | Q(name__iregex=LEGAL_FORM)
