"""
Signals: reasons to look closer at a row of the city's money, each with its rule, its numbers and what it does not mean.

``classes`` is what every class of signals says of itself and what a computation answers; it sees neither models nor
queries. One file per class registers itself there. A signal is a reason to check, never a charge.
"""
