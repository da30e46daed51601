"""Terms of the council, the people who held its mandates, and the clubs they stood in."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from council.models.relations import has
from watchdog.archive.models import Sourced
from watchdog.core.db import PolishSortKey
from watchdog.core.text import name_key


class TermQuerySet(models.QuerySet["Term"]):
    def on(self, day: date) -> Self:
        """Keep the term that a day belongs to."""
        return self.filter(starts__lte=day, ends__gte=day)

    def known(self) -> Self:
        """Keep the terms of which we have anything to show: a mandate, a meeting, a paper of any kind."""
        kinds = ("mandates", "meetings", "drafts", "resolutions", "interpellations", "petitions")
        return self.filter(reduce(or_, (has(Term, kind) for kind in kinds)))


class Term(models.Model):
    """A council's term of office (kadencja), from the city profile."""

    slug = models.SlugField(_("term"), max_length=20, unique=True, help_text=_("Like 2018-2024."))
    name = models.CharField(_("name"), max_length=60)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    elected = models.DateField(_("election day"), null=True, blank=True)
    first_session = models.DateField(_("first session"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(
        _("statutory size"), null=True, blank=True, help_text=_("Vacant seats do not lower it; empty where unknown.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-starts"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [models.CheckConstraint(name="term_starts_before_it_ends", condition=Q(starts__lt=F("ends")))]

    def __str__(self) -> str:
        return self.slug.replace("-", "–")


class PersonQuerySet(models.QuerySet["Person"]):
    def in_term(self, term: Term) -> Self:
        """Keep the people who held a mandate at any time of a term."""
        return self.filter(Exists(Mandate.objects.filter(person=models.OuterRef("pk"), term=term)))

    def in_club(self, slug: str, term: Term | None = None) -> Self:
        """Keep the people who stood in a club at any time, of one term where it is given."""
        memberships = ClubMembership.objects.filter(person=models.OuterRef("pk"), club__slug=slug)
        return self.filter(Exists(memberships.filter(club__term=term) if term else memberships))

    def for_choice(self) -> Self:
        """Fetch what a field with every person's name needs."""
        return self.only("slug", "given_name", "family_name")

    def for_list(self) -> Self:
        """Fetch what a list of people shows, in three queries whatever its length."""
        return self.prefetch_related(
            Prefetch("mandates", Mandate.objects.select_related("term")),
            Prefetch("club_memberships", ClubMembership.objects.select_related("club__term")),
        )

    def for_page(self) -> Self:
        """Fetch a person with every mandate and club, in four queries."""
        return self.for_list().select_related("snapshot")


ELECTED_ANEW = timedelta(days=60)
"""After a term's end: until the new council has met and is entered, nobody's seat is said to be lost."""


class Person(Sourced):
    """Someone who holds or held a mandate in the council."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    given_name = models.CharField(_("given names"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    sort_key = models.GeneratedField(
        expression=PolishSortKey(F("family_name")), output_field=models.CharField(max_length=80), db_persist=True
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "given_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["sort_key", "given_name"], name="person_in_polish_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as shown, given names first."""
        return f"{self.given_name} {self.family_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("council:person", args=[self.slug])

    def left_before(self, day: date) -> date | None:
        """Give the last day of the last mandate, once it is sure by a day that none follows; nothing before."""
        ends = [(each.until or each.term.ends, each.term.ends) for each in self.mandates.select_related("term")]
        last, end_of_term = max(ends, default=(day, day))
        wait = ELECTED_ANEW if last >= end_of_term else timedelta()
        return last if last + wait < day else None

    @property
    def terms_held(self) -> str:
        """The terms of the person's mandates in one line, the newest first; asks nothing after ``for_list``."""
        return "; ".join(dict.fromkeys(str(mandate.term) for mandate in self.mandates.all()))

    @property
    def clubs_held(self) -> str:
        """The person's clubs in one line, each with its term; asks nothing after ``for_list``."""
        clubs = (f"{each.club.name} ({each.club.term})" for each in self.club_memberships.all())
        return "; ".join(dict.fromkeys(clubs))


class PersonName(models.Model):
    """A spelling under which documents name a person (order of names, a former family name, a second given name)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=160)
    key = models.CharField(max_length=160, editable=False, db_index=True)

    class Meta:
        verbose_name = _("spelling of a name")
        verbose_name_plural = _("spellings of a name")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="person_name_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = name_key(self.name)
        super().save(*args, **kwargs)


class MandateQuerySet(models.QuerySet["Mandate"]):
    def held_on(self, day: date) -> Self:
        """Keep the mandates in force on a day; an unknown start or end is the term's."""
        return self.filter(
            Q(since__lte=day) | Q(since__isnull=True, term__starts__lte=day),
            Q(until__gte=day) | Q(until__isnull=True, term__ends__gte=day),
        )


class Mandate(Sourced):
    """A seat held by a person in a term, with the reasons of its start and end; absence counts only inside it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("person"))
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("term"))
    since = models.DateField(_("since"), null=True, blank=True, help_text=_("Empty where the source gives no day."))
    until = models.DateField(_("until"), null=True, blank=True)
    start_reason = models.CharField(_("reason of the start"), max_length=200, blank=True)
    end_reason = models.CharField(_("reason of the end"), max_length=200, blank=True)
    committee = models.CharField(_("election committee"), max_length=200, blank=True)
    district = models.PositiveSmallIntegerField(_("district"), null=True, blank=True)
    votes_received = models.PositiveIntegerField(_("votes received"), null=True, blank=True)
    function = models.CharField(_("function in the council"), max_length=120, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-term__starts", "since", "pk"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "term", "since"], nulls_distinct=False, name="mandate_once_in_term_from_a_day"
            ),
            models.CheckConstraint(
                name="mandate_starts_before_it_ends",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.term}"


class Club(models.Model):
    """A club of councillors (klub radnych) in one term; not the election committee."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="clubs", verbose_name=_("term"))
    slug = models.SlugField(_("address"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-term__starts", "name"]
        verbose_name = _("club")
        verbose_name_plural = _("clubs")
        constraints = [models.UniqueConstraint(fields=["term", "slug"], name="club_slug_once_in_term")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name


class ClubMembershipQuerySet(models.QuerySet["ClubMembership"]):
    def held_on(self, day: date) -> Self:
        """Keep the memberships in force on a day; an unknown start or end is the term's."""
        return self.filter(
            Q(since__lte=day) | Q(since__isnull=True, club__term__starts__lte=day),
            Q(until__gte=day) | Q(until__isnull=True, club__term__ends__gte=day),
        )


class ClubMembership(Sourced):
    """A person stood in a club from one day to another."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="club_memberships", verbose_name=_("person")
    )
    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("club"))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = ClubMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-club__term__starts", "since", "pk"]
        verbose_name = _("club membership")
        verbose_name_plural = _("club memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "club", "since"], nulls_distinct=False, name="club_membership_once_from_a_day"
            ),
            models.CheckConstraint(
                name="club_membership_starts_before_it_ends",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.club}"
