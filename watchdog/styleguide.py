"""
The style guide: every component of ``templates/components`` on one page, with data that we made up.

The page is where a component is looked at, checked for accessibility and found by whoever writes the next template; a
contract test keeps it complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django_filters.fields import DateRangeField

from watchdog.core.charts.votes import Seat, seats_of, totals_of
from watchdog.core.dates import WARSAW

PEOPLE = (
    "Anna Bielak",
    "Tomasz Cichy",
    "Ewa Ćwik",
    "Piotr Dudek",
    "Maria Gajda",
    "Jan Hajduk",
    "Zofia Iwan",
    "Marek Jarosz",
    "Irena Kasprzak-Wilczek",
    "Adam Klimek",
    "Helena Kubiak",
    "Paweł Lasek",
    "Barbara Łata",
    "Jerzy Maj",
    "Alicja Noga",
    "Stefan Olszak",
    "Danuta Ptak",
    "Leszek Rak",
    "Wanda Sitek",
    "Michał Śliwa",
    "Teresa Tarnawa",
    "Karol Urban",
    "Joanna Wrona",
    "Henryk Zając",
    "Lidia Żak",
)
CLUBS = {"KO": 11, "Koalicja dla Miasta": 8, "PiS": 6}
CHOICES = (
    *("za",) * 11,
    *("wstrzymal_sie", "za", "za", "nieobecny", "za", "za", "za", "za"),
    *("przeciw", "przeciw", "przeciw", "wstrzymal_sie", "nie_glosowal", "wylaczony"),
)


@dataclass(frozen=True)
class SampleSnapshot:
    """Stands for an archived document: the card it would lead to is this section."""

    sha256: str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

    def get_absolute_url(self) -> str:
        return "#provenance"


@dataclass(frozen=True)
class SampleReading:
    """Stands for a reading of one document."""

    address: str
    place: str
    certainty: str = "stated"
    original_missing: bool = False
    snapshot: SampleSnapshot = SampleSnapshot()
    read_at: datetime = datetime(2026, 11, 22, 14, 5, tzinfo=WARSAW)


class SampleFilters(forms.Form):
    """The kinds of fields that filters have."""

    temat = forms.CharField(label="Słowo w temacie", required=False, help_text="Na przykład: szpital")
    kadencja = forms.ChoiceField(
        label="Kadencja",
        required=False,
        choices=[("", "każda"), ("2018-2024", "2018–2024"), ("2024-2029", "2024–2029")],
    )
    wynik = forms.MultipleChoiceField(
        label="Wynik",
        required=False,
        choices=[("passed", "przyjęte"), ("failed", "odrzucone")],
        widget=forms.CheckboxSelectMultiple,
    )
    dzien = DateRangeField(label="Dzień", required=False)
    imienne = forms.BooleanField(label="tylko z nazwiskami", required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    good = QueryDict("temat=szpital&kadencja=2024-2029&wynik=passed&wynik=failed&dzien_after=2024-01-01&imienne=on")
    bad = QueryDict("kadencja=1894-1898&dzien_after=31.02.2024")
    return render(
        request,
        "styleguide.html",
        {
            "crumbs": [(_("Start"), reverse("home")), (_("Style guide"), "")],
            "downloads": [("CSV", "#list"), (_("CSV for Polish Excel"), "#list"), ("JSON", "#list")],
            **_people(),
            **_record(),
            "query": good,
            "filters": SampleFilters(good, auto_id="ok_%s"),
            "wrong": SampleFilters(bad, auto_id="wrong_%s"),
            "money": Decimal("-1234567.5"),
        },
    )


def _people() -> dict[str, Any]:
    clubs = [club for club, size in CLUBS.items() for _each in range(size)]
    seats = [
        Seat(name, choice, club, differs=choice == "wstrzymal_sie")
        for name, choice, club in zip(PEOPLE, CHOICES, clubs, strict=True)
    ]
    return {
        "seats": seats,
        "totals": totals_of(seats),
        "nameless": seats_of({"za": 13, "przeciw": 12, "wstrzymal_sie": 0, "nieobecny": 0}),
        "partly": {"za": 20, "przeciw": None, "wstrzymal_sie": None, "nieobecny": None},
        "attendance": [
            *("za",) * 15,
            *("przeciw",) * 3,
            None,
            *("za",) * 12,
            "wstrzymal_sie",
            "nieobecny",
            "nieobecny",
        ],
        "calendar": [
            {"label": "12.02", "taken": 31, "asked": 31},
            {"label": "18.03", "taken": 20, "asked": 28},
            {"label": "22.04", "taken": 0, "asked": 40},
            {"label": "20.05", "taken": 0, "asked": None},
            {"label": "17.06", "taken": 0, "asked": 12, "outside": True},
        ],
    }


def _record() -> dict[str, Any]:
    reading = SampleReading("https://bip.example/uchwaly/558", "str. 3, § 2")
    return {
        "readings": [
            reading,
            SampleReading("https://bip.example/sesja/30", "poz. 7", "inferred", original_missing=True),
        ],
        "checks": [
            {"state": "met", "title": "Kworum: było", "text": "Obecnych 23 z 25. Wymagane 13."},
            {"state": "failed", "title": "Bezwzględna większość: brak", "text": "12 za, 13 pozostałych głosów."},
            {
                "state": "unknown",
                "title": "Zgodność ze źródłem: nie da się sprawdzić",
                "text": "Źródło nie podaje wyniku.",
            },
        ],
        "sums": [
            {"label": "Obecność", "value": "97,3 %", "note": "648 z 666 głosowań"},
            {"label": "Zgodność z klubem", "value": "za mało głosowań", "note": "3 z wymaganych 20", "missing": True},
            {"label": "Głosowania z nazwiskami", "value": "1 z 15", "note": "okres 2009–2025"},
        ],
        "steps": [
            {
                "when": "13 lipca 2023",
                "title": "Rada przyjęła uchwałę",
                "text": "Krok, który znamy.",
                "clock": {"title": "7 dni", "text": "najpóźniej 20 lipca 2023"},
            },
            {"state": "gap", "when": "data nieznana", "title": "Ogłoszenie", "text": "Krok, którego nie znamy."},
            {
                "state": "turn",
                "when": "31 stycznia 2024",
                "title": "Sąd: nieważna",
                "text": "To zmienia skutek.",
            },
            {"state": "todo", "when": "15 marca 2024", "title": "Przed nami", "text": "Krok, który dopiero nastąpi."},
        ],
        "facts": ["12 czerwca 2014", "Uchwała XLIV/000/2014", "Wynik w źródle: przyjęta"],
    }


urlpatterns = [path("", styleguide, name="styleguide")]
