"""R025, R035, R036 and R038: who loses, and whose offers are rejected."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass, register
from spending.signals.open_contracting.words import (
    CANCELLED,
    COMPUTED,
    DEFAULT,
    GAPS,
    NO_CHARGE,
    NOT_COMPARED,
    OTHER_CURRENCY,
    OTHER_DATA,
    PENDING,
    SEVERAL,
    SOURCE,
    TOGETHER,
)

AWARDED = _("the status and the suppliers of each award")
OFFERED = _("the status and the tenderers of each offer")
TRUE_FAULTS = _("Offers are rejected for true faults too; the reasons stand in the documents of the procedure.")

R025 = register(
    SignalClass(
        code="r025",
        title=_("Many offers, few of them winning"),
        question=_("Does a firm that bids often win unusually seldom?"),
        definition=_(
            "A tenderer who took part in at least as many procedures as three quarters of the others (Q3), and whose "
            "share of "
            "those won is at or under the lower fence of all shares in the data."
        ),
        formula=_(
            "procedures with a valid offer ≥ Q3 of these numbers, and won ÷ taken part in ≤ Q1 − 1.5 × (Q3 − Q1)"
        ),
        example=_(
            "Three quarters of the firms took part in at most 20 procedures. A quarter of them won at most 50% (Q1), "
            "three "
            "quarters at most 60% (Q3), so the fence is 35%. A firm won 3 of 30, which is 10%: it is marked."
        ),
        why=_("Offers made to be lost feign competition for a firm that is to win."),
        inputs=(OFFERED, AWARDED),
        exclusions=(CANCELLED, PENDING, SEVERAL, TOGETHER, _("everybody, where the fence is not above zero")),
        not_meaning=(
            _("Whoever is new to a market, or dearer for a reason, loses often without any agreement."),
            OTHER_DATA,
            NO_CHARGE,
        ),
        settings=(
            Setting(
                "percentile", _("Percentile of the number of procedures from which a firm bids often"), 75, DEFAULT
            ),
            Setting("threshold", _("Lower fence"), "Q1 − 1.5 × (Q3 − Q1)", COMPUTED),
        ),
        gaps=GAPS,
        source=SOURCE,
    )
)

R035 = register(
    SignalClass(
        code="r035",
        title=_("All others rejected"),
        question=_("Was everybody but the winner rejected?"),
        definition=_(
            "A procedure with valid offers of exactly one tenderer, who got all awards in force, and with a rejected "
            "offer of "
            "at least one other. The winner is marked too."
        ),
        formula=_(
            "tenderers with a valid offer = suppliers of the active awards = one, and others with a rejected offer ≥ 1"
        ),
        example=_("Four firms make offers, those of three are rejected, and the fourth gets the order."),
        why=_("Whoever wants one firm to win can reject all others."),
        inputs=(OFFERED, AWARDED),
        exclusions=(CANCELLED, PENDING, _("procedures with valid offers of several firms, also of firms together")),
        not_meaning=(TRUE_FAULTS, NO_CHARGE),
        settings=(Setting("threshold", _("Others who were rejected, at the least"), 1, DEFAULT),),
        gaps=GAPS,
        source=SOURCE,
    )
)

R036 = register(
    SignalClass(
        code="r036",
        title=_("Lowest offer rejected"),
        question=_("Was the cheapest offer rejected?"),
        definition=_(
            "A procedure with an award in force whose lowest submitted offer was rejected, while another was valid."
        ),
        formula=_("status of the lowest of all submitted offers = rejected"),
        example=_("Of offers of 90 000 and 98 000 the first is rejected, and the second gets the order."),
        why=_("Whoever wants a dearer firm to win has to reject the cheaper ones."),
        inputs=(_("the status and the price with its currency of each offer"), _("the status of each award")),
        exclusions=(
            CANCELLED,
            _("withdrawn offers and invitations that nobody answered"),
            OTHER_CURRENCY,
            NOT_COMPARED,
        ),
        not_meaning=(
            TRUE_FAULTS,
            _("Price need not have been the only criterion; the data do not say whether it was."),
            _("Of equal lowest offers the one that is listed first counts."),
            NO_CHARGE,
        ),
        gaps=GAPS,
        source=SOURCE,
    )
)

R038 = register(
    SignalClass(
        code="r038",
        title=_("Many rejected offers"),
        question=_("Does an office reject, or does a firm have rejected, unusually many offers?"),
        definition=_(
            "A buyer, a procuring entity or a tenderer whose share of rejected offers is at or over the upper fence of "
            "all "
            "buyers, procuring entities or tenderers in the data."
        ),
        formula=_("rejected offers ÷ submitted offers ≥ Q3 + 1.5 × (Q3 − Q1)"),
        example=_(
            "A quarter of the buyers reject at most 5% of the offers (Q1), three quarters at most 15% (Q3), so the "
            "fence is "
            "30%. A buyer rejected 12 of 30, which is 40%: it is marked."
        ),
        why=_("Offices can reject firms that are not to win, and firms can make faulty offers to feign competition."),
        inputs=(OFFERED, _("the buyer and the procuring entity of each procedure")),
        exclusions=(
            CANCELLED,
            _("whoever has fewer than 2 submitted offers in the data"),
            _("everybody, where the fence is not above zero"),
        ),
        not_meaning=(TRUE_FAULTS, OTHER_DATA, NO_CHARGE),
        settings=(
            Setting("minimum_submitted_bids", _("Submitted offers of a tenderer, at the least"), 2, DEFAULT),
            Setting("minimum_contracting_processes", _("Offers submitted to a buyer, at the least"), 2, DEFAULT),
            Setting("threshold", _("Upper fence"), "Q3 + 1.5 × (Q3 − Q1)", COMPUTED),
        ),
        gaps=GAPS,
        source=SOURCE,
    )
)
