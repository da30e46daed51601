"""One table for everything that can be found, and the words that stand in it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import get_language

from watchdog.core.addresses import in_edition
from watchdog.core.order import known
from watchdog.search.text import text_vector


class Entry(models.Model):
    """
    What search keeps of one public record; rebuilt from the record at any time, never a source of facts.

    The database itself derives ``vector`` from the texts, so it cannot be older than they are.
    """

    kind = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    title = models.TextField()
    keywords = models.TextField(blank=True)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    day = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    organ = models.TextField(blank=True, default="", db_default="")
    """The name of the body whose matter it is; empty where none is."""
    vector = models.GeneratedField(
        expression=text_vector("title", weight="A")
        + text_vector("keywords", weight="B")
        + text_vector("body", weight="D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="entry_vector"),
            models.Index(
                known("year", models.PositiveSmallIntegerField),
                known("day", models.DateField),
                "id",
                name="entry_newest",
            ),
            models.Index(fields=["organ"], name="entry_organ", condition=~models.Q(organ="")),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="entry_once_per_record")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the record's address in the edition that is being read; the one kept has no edition's prefix."""
        return in_edition(self.url, get_language())


class Word(models.Model):
    """A word that stands, or once stood, in an entry, as the index keeps it; see ``vocabulary``."""

    word = models.TextField(primary_key=True, db_collation="C")

    def __str__(self) -> str:
        return self.word


class Form(models.Model):
    """A form of a Polish word as it is written, with the words of which it may be one; see ``expanding``."""

    form = models.TextField(primary_key=True, db_collation="C")
    plain = models.TextField(db_collation="C")
    """The same as the index keeps it: without diacritics."""
    lemmas = ArrayField(models.TextField(db_collation="C"), default=list)
    """Empty where the dictionary does not know the word."""
    stands = models.BooleanField(default=False)
    """Whether it stands, or once stood, in an entry; the other forms of its words are known from the dictionary."""

    class Meta:
        indexes = [
            models.Index(fields=["plain"], name="form_plain"),
            GinIndex(fields=["lemmas"], name="form_lemmas", condition=models.Q(stands=True)),
            GinIndex(OpClass("plain", name="gin_trgm_ops"), name="form_looks_like", condition=models.Q(stands=True)),
        ]

    def __str__(self) -> str:
        return self.form


class Vocabulary(models.Model):
    """
    One row: how often entries were written (counted by a trigger), and up to which write their words are known.

    ``read`` is up to which write the forms of their words were read; behind it search knows fewer of them.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    writes = models.PositiveBigIntegerField(default=0)
    learned = models.PositiveBigIntegerField(default=0)
    read = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="vocabulary_is_one", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.learned} / {self.writes}"
