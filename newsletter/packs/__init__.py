"""The pack after a session: made by one button, and again when a figure changes (ADR 30)."""
