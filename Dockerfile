# The portal as one image for web, worker and beat; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm AS build

RUN python -m venv /srv/venv
COPY requirements.lock /srv/
RUN /srv/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: \
    -r /srv/requirements.lock


FROM python:3.11-slim-bookworm

ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=watchdog.settings.prod \
    PORTAL_STATE=/srv/state
# Pango and its kin set the type of reports (watchdog/embedded/pango.py names them too).
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home portal && install -d -o 10001 -g 10001 /srv/state/archive /srv/state/media
COPY --from=build /srv/venv /srv/venv
WORKDIR /srv/portal
COPY . .
# What both commands need to start is made up here and is not in the image: neither asks a server.
RUN export SECRET_KEY=build DATABASE_URL=postgresql://build/build REDIS_URL=redis://build/0 ALLOWED_HOSTS=build \
    EMAIL_HOST=build DEFAULT_FROM_EMAIL=build@build \
    && python manage.py messages compile \
    && python manage.py collectstatic --no-input \
    && python -m compileall -q -j 0 council newsletter spending watchdog
USER 10001
EXPOSE 8000
CMD ["gunicorn", "watchdog.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--no-control-socket", \
     "--worker-tmp-dir=/dev/shm", "--forwarded-allow-ips=*", "--access-logfile=-"]
