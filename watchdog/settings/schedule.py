"""Every clock of the portal on one page (Europe/Warsaw)."""

from celery.schedules import crontab

BEAT_SCHEDULE = {
    # Offices publish in working hours; by five in the morning yesterday's corrections stand too.
    "read every source that publishes on the web": {
        "task": "watchdog.ingest.tasks.run_all_sources",
        "schedule": crontab(hour="5", minute="10"),
    },
    # Before the offices' corrections are read: what was masked or deleted yesterday leaves the files with this night.
    "write the files of everything": {
        "task": "watchdog.opendata.tasks.write_open_data",
        "schedule": crontab(hour="2", minute="40"),
    },
    # A killed worker's task does not come back by itself; its Run row does.
    "finish what was interrupted": {
        "task": "watchdog.ingest.tasks.recover_runs",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 240},
    },
    # Whoever writes contracts appends to their sums; what was appended is made short again (ADR 22).
    "fold the sums of contracts": {
        "task": "spending.tasks.fold_sums",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 240},
    },
    # After a long import search knows the words, not yet their other forms; nothing is read where nothing is new.
    "learn the forms of new words": {
        "task": "watchdog.search.tasks.learn_forms",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "forget drafts of forms that nobody came back to": {
        "task": "watchdog.backroom.tasks.forget_typing",
        "schedule": crontab(hour="4", minute="20"),
    },
    # Acts of the back room are kept for three years.
    "forget old acts": {
        "task": "watchdog.accounts.tasks.forget_old_acts",
        "schedule": crontab(hour="4", minute="20", day_of_month="1"),
    },
    "forget who logged in long ago": {
        "task": "watchdog.accounts.tasks.tidy",
        "schedule": crontab(hour="4", minute="20"),
    },
    "forget who sent remarks that were answered long ago": {
        "task": "watchdog.errata.tasks.forget_senders",
        "schedule": crontab(hour="4", minute="20"),
    },
    # What an import or a correction has touched; nothing is computed where nothing has changed.
    "compute the signals that changed rows have touched": {
        "task": "spending.tasks.keep_up_signals",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    # A killed worker leaves a mail in doubt and the others waiting; so do mails that a server put off.
    "carry on with newsletters": {
        "task": "newsletter.tasks.recover_mailings",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # Whatever changed a figure, the packs that state it are made again; nothing is read where nothing was written.
    "make packs of sessions again whose figures have changed": {
        "task": "newsletter.tasks.keep_up_packs",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 240},
    },
    # After the reading of sources in the morning; a year that ended or a long import is seen to here.
    "compute every signal": {
        "task": "spending.tasks.recompute_signals",
        "schedule": crontab(hour="6", minute="40"),
    },
    # Whom alerts are due for is asked of the database, so a beat that was missed is made up for.
    "tell followers what is new": {
        "task": "newsletter.following.tasks.tell_followers",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "forget addresses that nobody confirmed": {
        "task": "newsletter.following.tasks.tidy_subscribers",
        "schedule": crontab(hour="4", minute="30"),
    },
    # Files of large reports are kept for a day; an order whose worker was killed is taken up again.
    "see to large reports": {
        "task": "watchdog.reports.tasks.tidy_reports",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
}
