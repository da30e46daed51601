#!/usr/bin/env python3
"""Django's commands; ``./portal manage`` calls this with servers at hand."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")
    execute_from_command_line(sys.argv)
