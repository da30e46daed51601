"""
What a page says of a record: from rows to the sentences, seats and checks that templates show.

Presenters read and compute; they write nothing, and make no figure that ``stats`` or ``majority`` does not give.
"""
