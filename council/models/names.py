"""What people of the back room have said of names: whom a spelling means, and which names are no councillor's."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.models.interpellations import Interpellation
from council.models.people import Person, Term
from council.models.sessions import Meeting
from watchdog.backroom.undoing import Undoable


class NameTieQuerySet(models.QuerySet["NameTie"]):
    def in_force(self) -> Self:
        """Keep what nobody has taken back."""
        return self.filter(undone_at=None)

    def of_everything(self) -> Self:
        """Keep what was said of a whole term, not of one meeting or one interpellation."""
        return self.filter(meeting=None, interpellation=None)

    def for_list(self) -> Self:
        """Fetch what the list of decisions shows, in one query."""
        return self.select_related("term", "person", "user", "undone_by", "meeting__body", "interpellation")


class NameTie(Undoable):
    """
    A person's word on a name that the roster of a term did not know: it means this person, or nobody of the council.

    Of two namesakes it is said for one meeting, or for one interpellation, at a time. A word taken back stays, with who
    took it back; ``touched`` keeps what it changed, so that exactly that can be undone.
    """

    name = models.CharField(_("name as printed"), max_length=160)
    key = models.CharField(max_length=160, editable=False)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="name_ties", verbose_name=_("term"))
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="name_ties",
        verbose_name=_("person"),
        help_text=_("Empty: the name is no councillor's."),
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="name_ties", verbose_name=_("meeting")
    )
    interpellation = models.ForeignKey(
        Interpellation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="name_ties",
        verbose_name=_("interpellation"),
    )
    reason = models.TextField(_("reason"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="name_ties", verbose_name=_("who")
    )
    touched = models.JSONField(default=dict, editable=False)

    objects = NameTieQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("decision on a name")
        verbose_name_plural = _("decisions on names")
        default_permissions = ("view",)
        permissions = [("tie_name", _("May say whom a name in a document means"))]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "key", "meeting", "interpellation"],
                condition=Q(undone_at=None),
                nulls_distinct=False,
                name="name_tie_once_in_force",
            ),
            models.CheckConstraint(name="name_tie_of_one_paper", condition=Q(meeting=None) | Q(interpellation=None)),
            models.CheckConstraint(
                name="name_tie_dismissed_with_a_reason", condition=Q(person__isnull=False) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="name_tie_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
