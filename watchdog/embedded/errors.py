"""What can go wrong before the portal is up, said in one sentence a person can act on."""


class EmbeddedError(Exception):
    """The start cannot go on; the text says what is wrong and what to do about it."""

    exit_code = 1


class UsageError(EmbeddedError):
    """The command was typed in a way that means nothing."""

    exit_code = 2
