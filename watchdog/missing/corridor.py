"""What the corridor lacks: originals that it has not fetched, and documents that it could not read."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from watchdog.archive.models import Disclosure, Reading, Sighting
from watchdog.core.dates import WARSAW
from watchdog.ingest.models import Failure
from watchdog.missing.registry import Held, Lack, Whole, published_at, register, register_held

ADDRESS = r"^https?://"


def _cited() -> QuerySet[Reading]:
    """Keep one reading, the first, of each address at which something that we know was published."""
    cited = Reading.objects.filter(address__regex=ADDRESS).order_by("address", "pk")
    return Reading.objects.filter(pk__in=cited.distinct("address").values("pk"))


def _uncopied() -> QuerySet[Reading]:
    """Keep the addresses of which no copy lies in the archive: what we know of them another document quotes."""
    seen = Sighting.objects.filter(address=OuterRef("address"))
    found = _cited().filter(~Exists(seen)).select_related("snapshot", "content_type")
    return found.annotate(lacking_since=TruncDate("read_at", tzinfo=WARSAW))


def _unread() -> QuerySet[Failure]:
    """Keep the newest failure of each document that nobody has been able to read."""
    waiting = Failure.objects.filter(pk__in=Failure.objects.unread().values("pk")).select_related("snapshot", "run")
    return waiting.annotate(lacking_since=TruncDate("at", tzinfo=WARSAW))


def _shown(failure: Failure) -> str:
    """Give the address of an unread document; the name of a file that was handed over is not for everyone."""
    public = failure.snapshot is not None and failure.snapshot.disclosure == Disclosure.PUBLIC
    if failure.address.startswith("file:") and not public:
        return _("a file handed over to the editors")
    return failure.address


def _card(failure: Failure) -> str:
    return failure.snapshot.get_absolute_url() if failure.snapshot else ""


def _tried() -> int:
    """Count the documents that we have, and those that no server sent us."""
    return Sighting.objects.values("snapshot").distinct().count() + _unread().filter(snapshot=None).count()


DOCUMENTS = Whole(
    "documents-cited",
    lambda: _cited().count(),
    lambda n: ngettext("of %(n)s address", "of %(n)s addresses", n) % {"n": n},
)
TAKEN = Whole("documents-tried", _tried, lambda n: ngettext("of %(n)s document", "of %(n)s documents", n) % {"n": n})

UNREAD = register(
    Lack(
        code="dokumenty-nieodczytane",
        title=gettext_lazy("Documents that we could not read"),
        why=gettext_lazy("What stands in them is on no page of the portal: a scan without text, a spoilt file."),
        where=gettext_lazy("the archive of the portal, where the document is kept"),
        clock=gettext_lazy("from the day on which we tried to read it"),
        whole=TAKEN,
        records=_unread,
        label=_shown,
        url=_card,
        known=lambda failure: failure.text,
        address=published_at,
        mend=lambda failure: reverse("admin:ingest_failure_change", args=[failure.pk]),
        permission="ingest.add_run",
    )
)
UNCOPIED = register(
    Lack(
        code="dokumenty-bez-kopii",
        title=gettext_lazy("Documents that we have no copy of"),
        why=gettext_lazy("We know what they say from somebody who quotes them, and cannot show the original yet."),
        where=gettext_lazy("the publisher's server, at the address that we give"),
        clock=gettext_lazy("from the day on which we learned of the document"),
        whole=DOCUMENTS,
        records=_uncopied,
        label=lambda reading: reading.address,
        url=lambda reading: reading.snapshot.get_absolute_url(),
        known=lambda reading: _("quoted by another document"),
        mend=lambda reading: reverse("admin:archive_reading_change", args=[reading.pk]),
        permission="ingest.add_run",
    )
)
COPIES = register_held(
    Held(
        gettext_lazy("Documents that we have a copy of"),
        lambda: _cited().filter(Exists(Sighting.objects.filter(address=OuterRef("address")))).count(),
        DOCUMENTS,
    )
)
