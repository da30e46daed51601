"""
Open Contracting's red flags over OCDS data, as Cardinal computes them.

``release`` is a contracting process as a rule needs it, ``reading`` takes files, one file per indicator holds its rule,
and ``running`` asks every rule of every process. The definitions are those of the Open Contracting Partnership's
Cardinal 0.0.8 (R003 … R058), with its defaults and exclusions; the code is ours. What a rule could not be asked of is
counted with its reason and never becomes a zero. Free of Django and of models, so that a file can be looked into
anywhere.
"""
