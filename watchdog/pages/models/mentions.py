"""Which records our texts show, so that the record's page can lead back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


class Mention(models.Model):
    """One record that one public text shows; written anew whenever the text is published."""

    kind = models.CharField(max_length=60)
    """The record's ``RecordType.kind``."""
    key = models.CharField(max_length=200)
    """The record's ``RecordType.key``: the table knows kinds by name only, and so no app."""
    text_kind = models.CharField(max_length=60)
    """The model of the text (``newsletter.article``)."""
    text_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "text_kind", "text_id"], name="pages_mention_once_a_record_and_text"
            )
        ]
        indexes = [models.Index(fields=["text_kind", "text_id"], name="pages_mention_of_text")]

    def __str__(self) -> str:
        return f"{self.title}: {self.kind} {self.key}"

    @property
    def address(self) -> str:
        """The text's address in the edition that is being read; kept is the Polish one."""
        language = get_language() or settings.LANGUAGE_CODE
        with override(settings.LANGUAGE_CODE):  # in which the address was made, and can be read
            return translate_url(self.url, language)
