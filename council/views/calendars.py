"""The calendar of the council for people's own programs: ``/rada/kalendarz.ics``."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from council.calendars.events import Asked, events
from council.calendars.writing import written
from council.models import Body
from watchdog.cities import profile
from watchdog.core.filters import NOT_A_CHOICE, FlagField
from watchdog.core.parameters import check_parameters
from watchdog.search.filters import QuestionField


class CalendarForm(forms.Form):
    """What the address of a calendar may hold."""

    komisja = forms.ModelChoiceField(
        Body.objects.filter(kind=Body.Kind.COMMITTEE),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Committee"),
        error_messages=NOT_A_CHOICE,
    )
    q = QuestionField(required=False, label=gettext_lazy("Words or a number"))
    bez_terminow = FlagField(required=False, label=gettext_lazy("Without last days"))


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Give meetings and last days as iCalendar: all, of a committee, about a topic; a wrong address gets 400."""
    form = CalendarForm(request.GET)
    unknown = check_parameters(form, request.GET)
    if unknown or not form.is_valid():
        said = [str(message) for messages in form.errors.values() for message in messages]
        said += [_("We do not know the filter “%(name)s”.") % {"name": name} for name in unknown]
        text = "\n".join([_("We cannot make this calendar:"), *said, ""])
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST)
    chosen = form.cleaned_data
    asked = Asked(chosen["komisja"], chosen["q"], deadlines=not chosen["bez_terminow"])
    host = request.get_host().partition(":")[0]
    content = written(_name(asked), events(asked), request.build_absolute_uri, host)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _name(asked: Asked) -> str:
    """Name a calendar as it will stand among others."""
    parts = [asked.committee.name if asked.committee else _("City council")]
    if asked.topic:
        parts.append(asked.topic.text)
    return " · ".join([*parts, profile(settings.CITY).portal])
