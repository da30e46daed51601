"""
What a bounce means, by the codes of RFC 3463 that stand in it. Nothing here knows models.

Only a code that speaks of the mailbox ends it: a full one, a rule against us or a broken server say nothing of that.
"""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["hard", "soft", "blocked", "complaint"]

STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")

NO_MAILBOX = frozenset({"1.0", "1.1", "1.2", "1.3", "1.4", "1.6", "1.10", "2.1", "4.4"})
"""Subject and detail of a permanent failure of the address itself: no such mailbox or domain, moved, disabled."""
NOT_NOW = frozenset(
    {"2.0", "2.2", "2.3", "2.4", "3.0", "3.1", "3.2", "3.4", "4.0", "4.1", "4.2", "4.5", "4.6", "4.7", "5.0"}
)
"""Full, too large, the network, the server: permanent for this mail, not for the address."""


NO_SUCH = re.compile(r"no such (user|mailbox)|user unknown|unknown (user|recipient)|does not exist", re.IGNORECASE)
"""How servers without such codes say that there is no mailbox."""


def kind_of_status(status: str) -> Kind:
    """Say what an enhanced status code means; an unknown one is taken for the milder."""
    found = STATUS.search(status)
    if found is None or found[1] != "5":
        return "soft"
    code = f"{int(found[2])}.{int(found[3])}"
    if code in NO_MAILBOX:
        return "hard"
    return "soft" if code in NOT_NOW else "blocked"


def kind_of_reply(code: int, text: str) -> Kind:
    """Say what a refusal in the SMTP conversation means; without an enhanced code only 550 with plain words is hard."""
    if STATUS.search(text):
        return kind_of_status(text)
    unknown = re.search(
        r"no such (user|mailbox)|user unknown|unknown (user|recipient)|does not exist", text, re.IGNORECASE
    )
    if code in (550, 551, 553) and unknown:
        return "hard"
    return "soft" if 400 <= code < 500 else "blocked"
