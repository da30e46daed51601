"""R024, R028 and R058: how near to one another and how far apart the prices are."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass, register
from spending.signals.open_contracting.words import (
    CANCELLED,
    COMPUTED,
    GAPS,
    NO_CHARGE,
    NOT_COMPARED,
    NOT_LOWEST,
    OTHER_CURRENCY,
    OTHER_DATA,
    PENDING,
    SEVERAL,
    SOURCE,
    TOGETHER,
)

TWO_LOWEST = (
    _("the status, the price with its currency and the tenderer of each offer"),
    _("the status and the supplier of each award"),
)
LEFT_OUT = (CANCELLED, PENDING, SEVERAL, TOGETHER, NOT_LOWEST, OTHER_CURRENCY, NOT_COMPARED)

R024 = register(
    SignalClass(
        code="r024",
        title=_("Price close to the winning one"),
        question=_("Is the second-lowest offer dearer than the winning one by unusually little?"),
        definition=_(
            "A procedure in which the second-lowest valid offer is dearer than the winning one by a part at or under "
            "the "
            "lower fence of all procedures in the data. The winner and the second are marked too."
        ),
        formula=_("(second-lowest valid price − winning price) ÷ winning price ≤ Q1 − 1.5 × (Q3 − Q1)"),
        example=_(
            "In a quarter of the procedures the second offer is dearer by at most 10% (Q1), in three quarters by at "
            "most 14% "
            "(Q3), so the fence is 4%. A firm won with 200 000 before another with 204 000: 2%, and this is marked."
        ),
        why=_("Firms that agreed may feign competition by an offer a little dearer than the one that is to win."),
        inputs=TWO_LOWEST,
        exclusions=(*LEFT_OUT, _("all procedures, where the fence is not above zero")),
        not_meaning=(
            _("Prices are close by themselves where everybody sells the same goods at the same list price."),
            OTHER_DATA,
            NO_CHARGE,
        ),
        settings=(Setting("threshold", _("Lower fence"), "Q1 − 1.5 × (Q3 − Q1)", COMPUTED),),
        gaps=GAPS,
        source=SOURCE,
    )
)

R028 = register(
    SignalClass(
        code="r028",
        title=_("Identical prices"),
        question=_("Did different firms offer exactly the same price?"),
        definition=_(
            "A procedure in which different tenderers offered the same price; these tenderers are marked too."
        ),
        formula=_("price of one offer = price of another, in the same currency, of different tenderers"),
        example=_("Two firms, each by itself, offer 123 456.78."),
        why=_("One of them may have been told the price of the other."),
        inputs=(_("the status, the price with its currency and the tenderers of each offer"),),
        exclusions=(
            CANCELLED,
            _("withdrawn offers and invitations that nobody answered"),
            _("two offers of the same firm, or of the same firms together"),
            NOT_COMPARED,
        ),
        not_meaning=(
            _("Prices are the same by themselves where the law, a price list or the office itself sets them."),
            NO_CHARGE,
        ),
        gaps=GAPS,
        source=SOURCE,
    )
)

R058 = register(
    SignalClass(
        code="r058",
        title=_("Winning price far below the others"),
        question=_("Is the second-lowest offer dearer than the winning one by unusually much?"),
        definition=_(
            "A procedure in which the second-lowest valid offer is dearer than the winning one by a part at or over "
            "the upper "
            "fence of all procedures in the data. The winner is marked too."
        ),
        formula=_("(second-lowest valid price − winning price) ÷ winning price ≥ Q3 + 1.5 × (Q3 − Q1)"),
        example=_(
            "In a quarter of the procedures the second offer is dearer by at most 4% (Q1), in three quarters by at "
            "most 10% "
            "(Q3), so the fence is 19%. A firm won with 100 000 before another with 130 000: 30%, and this is marked."
        ),
        why=_("A price far below the others may mean goods or work worse than those that the order describes."),
        inputs=TWO_LOWEST,
        exclusions=(*LEFT_OUT, _("all procedures, where the fence is not above zero")),
        not_meaning=(
            _("A firm may be cheaper because it is nearer, larger or has just finished work of the same kind."),
            OTHER_DATA,
            NO_CHARGE,
        ),
        settings=(Setting("threshold", _("Upper fence"), "Q3 + 1.5 × (Q3 − Q1)", COMPUTED),),
        gaps=GAPS,
        source=SOURCE,
    )
)
