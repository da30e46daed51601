"""Pages as documents to print, file and hand on: tagged PDF, set by WeasyPrint (ADR 25)."""
