"""Every clock of the portal on one page (Europe/Warsaw)."""

from celery.schedules import crontab

BEAT_SCHEDULE = {
    # Offices publish in working hours; by five in the morning yesterday's corrections stand too.
    "read every source that publishes on the web": {
        "task": "watchdog.ingest.tasks.run_all_sources",
        "schedule": crontab(hour="5", minute="10"),
    },
    # A killed worker's task does not come back by itself; its Run row does.
    "finish what was interrupted": {
        "task": "watchdog.ingest.tasks.recover_runs",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 240},
    },
    "forget who logged in long ago": {
        "task": "watchdog.accounts.tasks.tidy",
        "schedule": crontab(hour="4", minute="20"),
    },
}
