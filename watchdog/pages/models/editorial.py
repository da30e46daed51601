"""What every text of ours has: a version that the public sees, perhaps one that waits, and who worked on it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far the version at hand has come."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


PUBLIC = Q(published_at__isnull=False, withdrawn_at__isnull=True)


class EditorialQuerySet(models.QuerySet[Any]):
    def public(self) -> Self:
        """Keep the texts that everybody sees, whatever waits beside them."""
        return self.filter(PUBLIC)

    def in_review(self) -> Self:
        """Keep the texts of which a version waits for a second person."""
        return self.filter(state=State.REVIEW)


class Editorial(models.Model):
    """
    A text that one person writes and another publishes.

    The columns named in ``EDITED`` are what the public sees once the text is published. Until then they are the draft;
    from then on what is typed waits in ``pending`` and takes their place when a second person publishes it.
    """

    EDITED: ClassVar[tuple[str, ...]] = ()
    """The columns that are typed, by the name of the attribute (``cover_id``)."""

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    pending = models.JSONField(_("version that waits"), default=dict, blank=True, editable=False)
    change_note = models.CharField(
        _("what is changed"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for readers; it is shown beside the text once the change is published."),
    )
    review_note = models.TextField(_("note of the reviewer"), blank=True, editable=False)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("worked on this version"), related_name="+", blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    """Grows with every save: two people who began from the same number cannot overwrite each other."""
    updates = models.JSONField(_("changes since publication"), default=list, blank=True, editable=False)
    """What was changed after publication, the oldest first: ``{"day": "2026-11-26", "note": "…"}``."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField(_("last saved"), auto_now=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last changed in public"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_note = models.CharField(_("why it was withdrawn"), max_length=300, blank=True, editable=False)

    objects: ClassVar[Any] = EditorialQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[State.PUBLISHED, State.WITHDRAWN]) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(published_at__isnull=False) & ~Q(withdrawn_note="")),
                name="%(app_label)s_%(class)s_withdrawn_says_why",
            ),
        ]

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def waits(self) -> bool:
        """Whether a version that the public does not see is at hand."""
        return self.state in (State.DRAFT, State.REVIEW)

    def values(self) -> dict[str, Any]:
        """Give what stands in the edited columns."""
        return {name: getattr(self, name) for name in self.EDITED}

    def working(self) -> Self:
        """Give the text as it is worked on: with the version that waits, where one does."""
        return self.with_values(self.pending)

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """Give a copy, never to be saved, in which these values stand in the edited columns."""
        other = copy(self)
        for name in self.EDITED:
            if name in values:
                setattr(other, name, values[name])
        return other

    def body_texts(self) -> dict[str, str]:
        """Give what is read as Markdown, by its column."""
        return {name: getattr(self, name) for name in self.EDITED if name.startswith("body")}
