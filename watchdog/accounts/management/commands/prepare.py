"""
Bring what a deployment keeps to what its code expects: the schema of the database, and a first administrator.

One command, because each start of Django costs a second and `./portal run` waits for all of it. Running it again
changes nothing.
"""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from watchdog.accounts.first_administrator import give_second_factor, make


class Command(BaseCommand):
    help = "Migrate the database and, if asked, make the first administrator."
    requires_system_checks = ()  # ./portal check makes them; here they cost the start a third of a second

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--admin-login",
            type=Path,
            metavar="FILE",
            help="where to write the name and password of a first administrator, if there is none yet",
        )

    def handle(self, *, admin_login: Path | None, **options: Any) -> None:
        self.migrate()
        if admin_login and (make(admin_login) or give_second_factor(admin_login)):
            self.stdout.write(f"Admin login written to {admin_login}")

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write(f"Database: {len(plan)} migrations applied")
