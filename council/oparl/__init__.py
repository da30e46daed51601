"""The council's record in the words of OParl 1.1, so that programs made for other councils read ours (ADR 26)."""
