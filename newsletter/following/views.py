"""
Pages of following by e-mail.

Looking never acts: machines open every link of a mail. What acts is a button (POST). Pages behind a signed word are for
its owner alone: kept nowhere, found by no engine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from newsletter.following import asking
from newsletter.following.forms import AddressForm, FollowForm, LettersForm, RateForm
from newsletter.following.guarding import is_from_here, may_write
from newsletter.following.lists import Followed, NotFollowed, of_address, page_of
from newsletter.following.tasks import send_confirmation, send_manage_link
from newsletter.links import BadLink, ExpiredLink, Link, Purpose, make, read
from newsletter.models import Rate, Subscriber

View = Callable[..., HttpResponse]


def signed(purpose: Purpose) -> Callable[[View], View]:
    """Let a view be reached by a word of this purpose alone; it is given the ``Link``, never the word."""

    def decorate(view: View) -> View:
        @wraps(view)
        def behind(request: HttpRequest, token: str) -> HttpResponse:
            try:
                link = read(purpose, token)
            except BadLink as error:
                return _refused(request, is_old=isinstance(error, ExpiredLink))
            return view(request, link)

        return csrf_exempt(never_cache(behind))

    return decorate


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Offer to follow the list at ``?lista=``, or the newsletter without one; send one mail that asks to confirm."""
    address = request.GET.get("lista", "")
    try:
        what = of_address(address) if address else None
    except NotFollowed as error:
        return _not_followed(request, [str(error)])
    if what and what.errors:
        return _not_followed(request, what.errors)
    kind = FollowForm if what else LettersForm
    if request.method != "POST":
        return _form(request, what, kind())
    form = kind(request.POST)
    if not is_from_here(request):
        form.add_error(None, _("This form was sent from another site. Send it from here, please."))
    if not form.is_valid():
        return _form(request, what, form, HTTPStatus.BAD_REQUEST)
    if not form.is_a_machine and may_write(request, form.cleaned_data["email"]):
        _ask(form, what)
    return HttpResponseRedirect(reverse("newsletter:follow-sent"))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way: the same words for every address."""
    return render(request, "newsletter/follow/sent.html")


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Send the link of the settings to whoever lost it; the same words for every address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not is_from_here(request):
        form.add_error(None, _("This form was sent from another site. Send it from here, please."))
    if not form.is_bound or not form.is_valid():
        status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
        return render(request, "newsletter/follow/new_link.html", {"form": form}, status=status)
    if not form.is_a_machine and may_write(request, form.cleaned_data["email"]):
        send_manage_link.delay(form.cleaned_data["email"])
    return HttpResponseRedirect(reverse("newsletter:follow-sent"))


@signed(Purpose.CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, link: Link) -> HttpResponse:
    """Ask whether this was wished; the button confirms."""
    alert = link.subscriber.alerts.filter(key=link.what, ended_at=None).first()
    is_used_up = asking.has_left(link.subscriber) if link.what == asking.LETTERS else alert is None
    if is_used_up:
        return _refused(request, is_old=True)
    if request.method == "POST":
        asking.confirm(link.subscriber, link.what)
    context = _owner(link.subscriber) | {"alert": alert, "done": request.method == "POST"}
    return render(request, "newsletter/follow/confirm.html", context)


@signed(Purpose.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, link: Link) -> HttpResponse:
    """Show what somebody follows, and let them change it."""
    if request.method == "POST":
        _change(request, link.subscriber)
        return HttpResponseRedirect(request.get_full_path())
    alerts = link.subscriber.alerts.filter(ended_at=None).exclude(confirmed_at=None)
    rows = [
        (alert, RateForm(initial={"rate": alert.rate}, auto_id=f"%s-{alert.pk}"), page_of(alert)) for alert in alerts
    ]
    links = {
        "export": reverse("newsletter:export", args=[make(Purpose.EXPORT, link.subscriber)]),
        "erase": reverse("newsletter:erase", args=[make(Purpose.ERASE, link.subscriber)]),
    }
    return render(request, "newsletter/follow/manage.html", _owner(link.subscriber) | {"rows": rows} | links)


@signed(Purpose.UNSUBSCRIBE)
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, link: Link) -> HttpResponse:
    """End one alert or all mails: by the button, or by a mail program's own (RFC 8058), without cookie or token."""
    alert = link.subscriber.alerts.filter(key=link.what).first() if link.what else None
    if request.method == "POST":
        asking.leave(link.subscriber, link.what)
    context = _owner(link.subscriber) | {"alert": alert, "what": link.what, "done": request.method == "POST"}
    return render(request, "newsletter/follow/unsubscribe.html", context)


@signed(Purpose.EXPORT)
@require_safe
def export(request: HttpRequest, link: Link) -> HttpResponse:
    """Give everything that is kept of a person, as a file."""
    response = JsonResponse(asking.everything(link.subscriber), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="moje-dane.json"'
    return response


@signed(Purpose.ERASE)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, link: Link) -> HttpResponse:
    """Erase the address and what was followed, by the button."""
    context = _owner(link.subscriber)
    if request.method == "POST":
        asking.erase(link.subscriber)
    return render(request, "newsletter/follow/erase.html", context | {"done": request.method == "POST"})


def _ask(form: FollowForm, what: Followed | None) -> None:
    language = get_language() or "pl"
    rate = Rate(form.cleaned_data.get("rate") or Rate.DAILY)
    subscriber, word = asking.ask(form.cleaned_data["email"], language, what, rate)
    send_confirmation.delay(subscriber.pk, word)


def _change(request: HttpRequest, subscriber: Subscriber) -> None:
    """Do what one button of the settings says, to an alert of this very person."""
    alert = subscriber.alerts.filter(key=request.POST.get("alert", "-"), ended_at=None).first()
    form = RateForm(request.POST)
    if "letters" in request.POST:
        asking.leave(subscriber, asking.LETTERS)
    elif alert and "stop" in request.POST:
        asking.leave(subscriber, alert.key)
    elif alert and form.is_valid():
        asking.change_rate(alert, Rate(form.cleaned_data["rate"]))


def _owner(subscriber: Subscriber) -> dict[str, Any]:
    return {"subscriber": subscriber, "address": str(subscriber)}


def _form(request: HttpRequest, what: Followed | None, form: FollowForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "newsletter/follow/form.html", {"what": what, "form": form}, status=status)


def _not_followed(request: HttpRequest, errors: list[str]) -> HttpResponse:
    return render(request, "newsletter/follow/form.html", {"errors": errors}, status=HTTPStatus.BAD_REQUEST)


def _refused(request: HttpRequest, *, is_old: bool) -> HttpResponse:
    """Say that a link does not work, and where to get a new one; never whose it was."""
    status = HTTPStatus.GONE if is_old else HTTPStatus.NOT_FOUND
    return render(request, "newsletter/follow/bad_link.html", {"is_old": is_old}, status=status)
