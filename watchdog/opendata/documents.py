"""Documents in other people's standards, which apps introduce: for the nightly files, the catalogue and the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Document:
    """One document with everything of a standard."""

    name: str
    """The name of its file: ``popolo.json``."""
    title: str | _StrPromise
    standard: str
    """The address of the standard that it keeps."""
    media_type: str
    write: Callable[[str], Iterator[str]]
    """Write the whole document, piece by piece; addresses in it begin with what is given."""
    answers: Callable[[], bool] = lambda: True
    """Whether there is anything to write: some standards know no empty document, and then there is no file."""


@dataclass(frozen=True)
class Service:
    """An interface that programs ask questions of."""

    title: str | _StrPromise
    url_name: str
    standard: str
    example: str
    """An address to try, from the root of the site."""
    answers: Callable[[], bool] = lambda: True
    """Whether it has anything to answer with; where it has not, its address is none."""


_documents: dict[str, Document] = {}
_services: dict[str, Service] = {}


def introduce(*made: Document | Service) -> None:
    """Introduce documents and services; called once by their app when it is ready."""
    for each in made:
        if isinstance(each, Document):
            _documents[each.name] = each
        else:
            _services[each.url_name] = each


def documents() -> tuple[Document, ...]:
    """Give the documents that have anything in them."""
    return tuple(each for each in _documents.values() if each.answers())


def services() -> tuple[Service, ...]:
    """Give the interfaces that have something to answer with."""
    return tuple(each for each in _services.values() if each.answers())
