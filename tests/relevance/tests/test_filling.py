from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from tests.relevance.filling import of_files
from tests.relevance.judged import Judged, questions
from tests.relevance.scoring import Given


def kept(path: Path, question: Judged) -> Path:
    given = asdict(Given(question, ("/a/",), 2.5, 7)) | {"question": {"city": question.city, "text": question.text}}
    path.write_text(json.dumps({"portal": [given]}), encoding="utf-8")
    return path


def test_the_answers_of_several_cities_are_read_together(tmp_path: Path) -> None:
    asked = [questions(city)[0] for city in ("gliwice", "poznan")]

    answers = of_files([kept(tmp_path / f"{question.city}.json", question) for question in asked])

    assert answers == {"portal": [Given(question, ("/a/",), 2.5, 7) for question in asked]}
