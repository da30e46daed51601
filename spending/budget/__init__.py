"""
What of a budget may be added to what.

A budget is told many times over: drafted, adopted, changed, executed, each quarter from 1 January on, by several
registers. Only lines of the classification that stand on one sheet (``sheets``) are parts of one whole; everything else
stands beside each other.
"""
