"""Settings of the naive list: nothing but what it needs, and the database that the environment names."""

import os
from pathlib import Path

import dj_database_url

SECRET_KEY = "no session is ever signed with it"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.benchmarks.peers.naive.app"
INSTALLED_APPS = ["django.contrib.contenttypes", "django_filters"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent]}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_THOUSAND_SEPARATOR = True
LANGUAGE_CODE = "pl"
USE_TZ = True
