"""People, motions and votes with every ballot in the words of Popolo (ADR 26)."""
