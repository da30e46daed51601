"""The newsletter: from a digest of the data to mails that leave once, and to what comes back."""
