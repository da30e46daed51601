"""
The log of the back room: who did what, when.

A row is written once. The database itself refuses to change one, and to remove one before ``RETENTION`` is over, so
that neither a fault nor an administrator can rewrite what was done. A row names its person and its object in words too
and points to them without a constraint: it outlives both.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

RETENTION = timedelta(days=3 * 365)
"""How long acts are kept; the migration's trigger says it too."""


class Code(models.TextChoices):
    """
    What was done.

    What is done to a record (published, corrected, taken back, decided, named) stands in Django's own log, which the
    page of the log shows beside these.
    """

    LOGIN = "login", _("logged in")
    LOGOUT = "logout", _("logged out")
    LOGIN_FAILED = "login_failed", _("log-in refused")
    ACCOUNT = "account", _("account made, closed or opened")
    RIGHTS = "rights", _("rights changed")
    PASSWORD = "password", _("password changed")
    SUBMITTED = "submitted", _("record sent to review")
    RETURNED = "returned", _("record sent back")
    IMPORTED = "imported", _("import of a file")
    UPLOADED = "uploaded", _("file brought")
    DISCLOSURE = "disclosure", _("who may see a document")
    EXPORTED = "exported", _("file for staff taken out")
    BACKUP = "backup", _("backup taken")
    RESTORED = "restored", _("backup restored")
    RECORD_ADDED = "record_added", _("record added")
    RECORD_CHANGED = "record_changed", _("record changed")
    RECORD_DELETED = "record_deleted", _("record deleted")


OF_DJANGO = {1: Code.RECORD_ADDED, 2: Code.RECORD_CHANGED, 3: Code.RECORD_DELETED}
"""What Django's own log of the admin calls by numbers."""


class ActQuerySet(models.QuerySet["Act"]):
    def expired(self) -> Self:
        """Keep the acts that are older than we keep them, and which the database lets go."""
        return self.filter(at__lt=timezone.now() - RETENTION)


class Act(models.Model):
    """Somebody did something in the back room; the portal itself where no person is named."""

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    username = models.CharField(_("account"), max_length=150, blank=True)
    code = models.CharField(_("act in the back room"), max_length=20, choices=Code)
    kind = models.CharField(_("kind of record"), max_length=60, blank=True, help_text=_("Application and model."))
    object_id = models.CharField(_("number of the record"), max_length=60, blank=True)
    object_name = models.CharField(_("record concerned"), max_length=200, blank=True)
    words = models.TextField(_("in other words"), blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("act in the back room")
        verbose_name_plural = _("acts in the back room")
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["-at"], name="act_newest"),
            models.Index(fields=["username", "-at"], name="act_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.username} {self.code}"


COLUMNS = ("at", "username", "code", "kind", "object_id", "object_name", "words")


def whole_log(
    person: str = "", code: str = "", since: object = None, until: object = None
) -> models.QuerySet[Act, dict[str, Any]]:
    """Give our acts and those of Django's own log of the admin as rows of ``COLUMNS``, the newest first."""
    ours = Act.objects.order_by()
    theirs = LogEntry.objects.order_by().annotate(
        at=F("action_time"),
        username=F("user__username"),
        code=_code_of_django(),
        kind=Concat("content_type__app_label", Value("."), "content_type__model"),
        object_name=F("object_repr"),
        words=F("change_message"),
    )
    wanted = Q()
    for lookup, value in (("username", person), ("code", code), ("at__date__gte", since), ("at__date__lte", until)):
        wanted &= Q(**{lookup: value}) if value else Q()
    both = (rows.filter(wanted).values(*COLUMNS) for rows in (ours, theirs))
    found: models.QuerySet[Act, dict[str, Any]] = next(both).union(next(both), all=True).order_by("-at")
    return found


def _code_of_django() -> models.Case:
    cases = [models.When(action_flag=flag, then=Value(code.value)) for flag, code in OF_DJANGO.items()]
    return models.Case(*cases, output_field=CharField())
