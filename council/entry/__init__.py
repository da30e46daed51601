"""A session typed in one sitting: its data, agenda, attendance and votes, each kept as work on its way to review."""
