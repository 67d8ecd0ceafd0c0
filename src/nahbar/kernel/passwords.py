"""Which passwords are refused: those that guessers try first. Length beats rules (NIST SP 800-63B, 2024, 3.1.1.2)."""

from __future__ import annotations

import re

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

# NIST asks for 8 at least and advises 15 where a password stands alone.
PASSWORD_LENGTH = 10
# With fewer different signs it is a sign or two held down.
LEAST_DIFFERENT = 5
# Rows of keys, digits and letters, forwards and backwards.
ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertzuiopü",
    "qwertyuiop",
    "asdfghjklöä",
    "yxcvbnm",
    "zxcvbnm",
)
# Long enough that what else is in the password does not count as a run by chance.
LEAST_RUN = 4
# What leads the lists of leaked passwords in German and English, without the digits and signs that are put around it.
_COMMON = """
    password passwort passwd kennwort qwertz qwerty asdfgh hallo hello willkommen welcome admin administrator geheim
    secret letmein iloveyou ichliebedich schatz changeme monkey dragon sunshine princess football fussball sommer
    winter summer nahbar test tester testtest default login master shadow superman batman trustno
"""
COMMON = frozenset(_COMMON.split())
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
# Letters that stand for letters ("P@ssw0rd").
_DISGUISES = str.maketrans("@4310$5!", "aaeiossi")


def check_password(password: str, email: str) -> None:
    """Raise BadInput for a password that is short, or among the first that somebody would try for this address."""
    if len(password) < PASSWORD_LENGTH:
        raise BadInput(
            msg("The password has fewer than {n} characters.", n=PASSWORD_LENGTH),
            msg("Take a sentence that you can remember."),
            kind="password",
        )
    if _is_guessed_first(password.casefold(), email.casefold()):
        raise BadInput(
            msg("This password is among the first that somebody would try."),
            msg("Take a sentence that you can remember."),
            kind="password",
        )


def _is_guessed_first(password: str, email: str) -> bool:
    names = {email, email.partition("@")[0], email.partition("@")[2]}
    plain = _once(_ENDS.sub("", password))
    known = {plain, plain.translate(_DISGUISES)} & (COMMON | names)
    return bool(known) or password in names or len(set(password)) < LEAST_DIFFERENT or _is_runs(password)


def _once(text: str) -> str:
    """Return "hallo" for "hallohallo"."""
    for size in range(1, len(text) // 2 + 1):
        if len(text) % size == 0 and text[:size] * (len(text) // size) == text:
            return text[:size]
    return text


def _is_runs(password: str) -> bool:
    """Whether it is made of rows of keys alone ("1234567890", "qwertz12345")."""
    left = password
    while left:
        size = max((n for n in range(LEAST_RUN, len(left) + 1) if _is_run(left[:n])), default=0)
        if not size:
            return False
        left = left[size:]
    return True


def _is_run(part: str) -> bool:
    return any(part in row or part in row[::-1] for row in ROWS)
