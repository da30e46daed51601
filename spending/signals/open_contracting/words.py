"""What the ten classes share in words: who defined them, what they leave out, why something cannot be computed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Words
from spending.signals.ocds.gaps import Gap

SOURCE = _("Open Contracting Partnership, indicators of Cardinal 0.0.8 with their default settings")
DEFAULT = _("Open Contracting's default, the same for every country")
COMPUTED = _("from the data: there is no number until there are procedures to compare")

CANCELLED = _("cancelled procedures, and those without an identifier (ocid)")
PENDING = _("procedures with an award that is still pending or whose status is not a final one")
SEVERAL = _("procedures with several active awards, and awards to several suppliers")
TOGETHER = _("offers that several firms made together")
OTHER_CURRENCY = _("prices in another currency than the main one, which is the first in the data unless it is chosen")
NOT_COMPARED = _("kinds of procedures whose prices are not to be compared, where the settings name them")
NOT_LOWEST = _("procedures that the lowest offer did not win, for price was not the only criterion there")

NO_CHARGE = _("It is a reason to read the documents, and no proof that anybody did anything wrong.")
OTHER_DATA = _("The fence comes from the data: with other procedures beside it the same one may not be marked.")

GAPS: dict[str, Words] = {
    Gap.NO_OCID: _("the procedure has no identifier (ocid)"),
    Gap.CANCELLED: _("the procedure was cancelled"),
    Gap.EXCLUDED_METHOD: _("the settings leave procedures of this kind out"),
    Gap.OTHER_METHOD: _("the indicator is about other kinds of procedures"),
    Gap.NO_METHOD: _("the kind of procedure is not given"),
    Gap.NO_PERIOD: _("the start or the end of the period for offers is not given"),
    Gap.NOT_A_MOMENT: _(
        "the start or the end of the period for offers is not written as a moment with its hour and offset"
    ),
    Gap.EDGE_OF_DAYS: _("only days are given, and without the hours it is not known whether the period is shorter"),
    Gap.NO_NUMBER: _("the number of tenderers is not given"),
    Gap.NO_BIDS: _("the offers are not given one by one"),
    Gap.NO_VALID_BIDS: _("no valid offer is given with what the indicator needs"),
    Gap.NO_SECOND_BID: _("there is no second valid offer to compare with"),
    Gap.NO_BID_DATES: _("no valid offer is given with the moment when it was received"),
    Gap.NO_PRICES: _("the offers are given without price, currency or tenderer"),
    Gap.OTHER_CURRENCY: _("the prices are in another currency than the main one"),
    Gap.ZERO_PRICE: _("the winning price is nought, and nothing can be divided by it"),
    Gap.NO_AWARDS: _("the award is not given"),
    Gap.NO_ACTIVE_AWARD: _("no award is in force"),
    Gap.AWARD_PENDING: _("an award is still pending, or its status is not a final one"),
    Gap.SEVERAL_AWARDS: _("there are several awards in force, and it is not known which offers competed"),
    Gap.SEVERAL_SUPPLIERS: _("the award went to several suppliers"),
    Gap.NO_SUPPLIER: _("the supplier of the award has no identifier"),
    Gap.WINNER_DID_NOT_BID: _("the winner is not among the valid offers of one firm each"),
    Gap.NOT_LOWEST: _("the lowest offer did not win"),
    Gap.TOO_FEW: _("there are too few offers to say anything"),
    Gap.NO_FENCE: _("the data give no fence above zero"),
}
"""Why an indicator cannot be computed, by its code."""
