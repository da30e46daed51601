"""
Contracts and notices in the words of OCDS 1.1.5, without extensions, which a reader would have to fetch (ADR 26).

Not to be mixed up with ``spending.signals.ocds``, which reads such data: this is the room that writes them.
"""
