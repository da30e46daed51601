"""Embeds: one drawing of a page, with its table and its source, for the pages of others (ADR 28)."""
