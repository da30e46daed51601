"""
Tables that people bring: read, compared with the portal, shown before anything comes of them.

A table becomes drafts, the drafts become submissions, and a second person publishes those. What a row may say is an
app's to know: each kind of table introduces itself (``kinds.introduce``). Nothing here writes a public record.
"""
