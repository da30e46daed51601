"""R003, R018 and R030: how much time there was, how many came, and whether the winner came in time."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.signals.classes import Setting, SignalClass, register
from spending.signals.open_contracting.words import CANCELLED, DEFAULT, GAPS, NO_CHARGE, SOURCE

R003 = register(
    SignalClass(
        code="r003",
        title=_("Short period for offers"),
        question=_("Were there fewer than 15 whole days to make an offer?"),
        definition=_("A procedure whose period for offers, from its start to its end, has fewer than 15 whole days."),
        formula=_("end of the period for offers − its start, in whole days < 15"),
        example=_("A procedure is announced on 4 May, and offers are due on 13 May: there were 9 days."),
        why=_("Whoever knew of the order beforehand has the better of those who have a few days to make an offer."),
        inputs=(
            _("the start and the end of the period for offers, with hour and offset"),
            _("in the Biuletyn Zamówień Publicznych: the day of publication and the last day for offers"),
        ),
        exclusions=(CANCELLED, _("days without hours, where the hours would decide")),
        not_meaning=(
            _("The 15 days are no term of Polish law; a shorter period may be lawful."),
            _("The period may have been prolonged by a notice of change that we do not have."),
            NO_CHARGE,
        ),
        settings=(Setting("threshold", _("Whole days for offers, at the least"), 15, DEFAULT),),
        gaps=GAPS,
        input_labels={
            "procedure": _("Procedure"),
            "starts": pgettext_lazy("of a procedure", "Announced"),
            "ends": _("Last day for offers"),
            "days": _("Days for offers"),
        },
        kinds={"starts": "day", "ends": "day", "days": "days"},
        value_kind="days",
        source=SOURCE,
    )
)

R018 = register(
    SignalClass(
        code="r018",
        title=_("Single offer"),
        question=_("Did only one firm make an offer where others could have?"),
        definition=_("A competitive procedure in which exactly one tenderer made an offer."),
        formula=_("number of tenderers = 1, and the procedure is open or selective"),
        example=_("A school announces an open procedure for its heating, and one firm makes an offer."),
        why=_("Where everybody may come and one does, others may have been kept away or not have known."),
        inputs=(
            _("the number of tenderers and the kind of procedure, as the data give them"),
            _("in the Biuletyn Zamówień Publicznych: the number of offers in the notice of the result"),
        ),
        exclusions=(CANCELLED, _("procedures that are not competitive, and those whose kind is not given")),
        not_meaning=(
            _("Often one firm comes because few deal in such things, or because the order is small or far away."),
            _(
                "In the Biuletyn a procedure is taken for competitive where a contract notice invited everybody, or "
                "where "
                "its kind says so; an offer that several firms made together counts as one tenderer."
            ),
            NO_CHARGE,
        ),
        settings=(
            Setting("procurement_methods", _("Kinds of procedures that are competitive"), "open|selective", DEFAULT),
        ),
        gaps=GAPS,
        input_labels={
            "procedure": _("Procedure"),
            "offers": _("Offers received"),
            "announced": pgettext_lazy("of a procedure", "Announced"),
            "kind": _("Kind of procedure, as printed"),
        },
        kinds={"announced": "day"},
        source=SOURCE,
    )
)

R030 = register(
    SignalClass(
        code="r030",
        title=_("Late offer won"),
        question=_("Did an offer win that came after the deadline?"),
        definition=_(
            "A procedure awarded to somebody whose valid offer was received after the end of the period for offers."
        ),
        formula=_(
            "the valid offer received > end of the period for offers, and its tenderer is a supplier of an active award"
        ),
        example=_(
            "Offers are due on 10 May at noon. One received on 12 May is taken as valid, and its firm gets the order."
        ),
        why=_("Whoever may come late may know what the others have offered."),
        inputs=(
            _("the end of the period for offers"),
            _("the status, the moment and the tenderers of each offer"),
            _("the status and the suppliers of each award"),
        ),
        exclusions=(CANCELLED, _("offers without a moment, and awards that are not in force")),
        not_meaning=(
            _("The winner may have made another valid offer in time; the data do not say which of them won."),
            _("The two moments are compared as they are written; with different offsets their order may be another."),
            NO_CHARGE,
        ),
        gaps=GAPS,
        source=SOURCE,
    )
)
