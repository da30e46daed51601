"""What the form components ask of a form."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: the id of the input to go to, the label of its field (both empty for the form as a whole), why."""

    target: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """One input of a field that has several, such as the two ends of a range."""

    id: str
    label: str
    html: SafeString


def form_errors(form: BaseForm | None) -> list[Wrong]:
    """Return every error of a bound form, in the order of its fields, for the summary above it."""
    if form is None:
        return []
    found = [Wrong("", "", str(message)) for message in form.non_field_errors()]
    for field in form:
        found += [Wrong(_target(field), str(field.label), str(message)) for message in field.errors]
    return found


def input_parts(field: BoundField) -> list[Part]:
    """Return the inputs of a range (from, to), each with a label of its own."""
    inputs = field.subwidgets[0].data["subwidgets"]
    labels = [pgettext("range", "from"), pgettext("range", "to")]
    draw = field.form.renderer.render
    return [
        # The renderer strips the safe string that the template returned, and so its mark.
        Part(each["attrs"]["id"], label, mark_safe(draw(each["template_name"], {"widget": each})))
        for each, label in zip(inputs, labels, strict=True)
    ]


def _target(field: BoundField) -> str:
    """Return the id of the first input: of a group of boxes the first box, of a range its first end."""
    if not field.use_fieldset:
        return str(field.id_for_label)
    first = field.subwidgets[0]
    parts = first.data.get("subwidgets")
    return str(parts[0]["attrs"]["id"] if parts else first.id_for_label)
