"""The process door of an asynchronous web server, should a deployment prefer one."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")

application = get_asgi_application()
