"""Tells the language of a comment; a text that is too short or too odd to tell gets none. Pure."""

from __future__ import annotations

import functools
import re
from typing import Any

# The languages that audiences in Europe write most; a shorter list errs less on short texts.
LANGUAGES = ("de", "en", "fr", "it", "es", "pt", "nl", "pl", "tr", "ru", "ar", "uk", "hr", "ro", "hu", "cs")
# A comment with fewer letters rarely tells its language.
LEAST_LETTERS = 12
LEAST_PROBABILITY = 0.8
_NOISE = re.compile(r"https?://\S+|[@#]\w+|[^\w\s']|\d", re.UNICODE)


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def identify_language(text: str) -> str | None:
    """Return an ISO 639-1 code, or None when the text does not tell."""
    words = _NOISE.sub(" ", text)
    if len(words.replace(" ", "")) < LEAST_LETTERS:
        return None
    language, probability = _identifier().classify(words)
    return str(language) if probability >= LEAST_PROBABILITY else None
