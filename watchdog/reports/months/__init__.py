"""
A month as a report: what each room has of it.

Apps introduce their parts when they are ready (``council/monthly``, ``spending/monthly``, ``watchdog/errata/monthly``);
``views`` shows whatever is introduced, ``registry`` knows the parts and counts by months.
"""
