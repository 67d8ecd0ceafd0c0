"""Asks one Bluesky service: one request at a time, at most five a second, patient when it is busy."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from nahbar.creators.bluesky.waits import LEAST_SECONDS_BETWEEN, TOO_MANY, TRIES, wait_after_answer, wait_after_refusal
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.messages import Message, msg

REASON_CHARS = 200
# A long wait is slept in pieces, between which a person may stop the work.
PIECE_SECONDS = 1.0
# How a service says that it does not know the method.
NOT_SERVED = 501


@dataclass(frozen=True, slots=True)
class Patience:
    """The clock that is read and the sleep that is slept while asking, and how often a question is asked at most."""

    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    tries: int = TRIES


class RefusedError(Exception):
    """The service understood the question and has no answer: `status`, its error's `name` and its own words."""

    def __init__(self, status: int, name: str, words: str) -> None:
        super().__init__(f"{status} {name} {words}")
        self.status = status
        self.name = name
        self.words = words


@dataclass(frozen=True, slots=True)
class _Failed:
    """A try without an answer; `status` is None when the service was not reached."""

    status: int | None
    headers: Mapping[str, str]
    words: str


class Caller:
    """One conversation with a service; close it after use."""

    def __init__(self, service: str, patience: Patience | None = None) -> None:
        from nahbar.creators.service.bluesky.client import make_client

        self._service = service
        self._client = make_client(service)
        self._patience = patience or Patience()
        # Another conversation may have ended just now.
        self._not_before = self._patience.clock() + LEAST_SECONDS_BETWEEN

    def __enter__(self) -> Caller:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._client.request.close()

    def ask(self, method: str, parameters: Mapping[str, Any], alive: Callable[[], None]) -> Mapping[str, Any]:
        """Return the answer to one question, trying again as `waits` says; `alive` is called while waiting.

        Raises RefusedError for an answer that trying again will not change, Unavailable when the service stays busy.
        """
        attempt = silent = 0
        while True:
            attempt += 1
            self._wait(self._not_before - self._patience.clock(), alive)
            self._not_before = self._patience.clock() + LEAST_SECONDS_BETWEEN
            answer = self._try(method, parameters)
            if not isinstance(answer, _Failed):
                return answer
            silent += answer.status is None
            tried = silent if answer.status is None else attempt
            wait = wait_after_refusal(answer.status, answer.headers, tried, self._patience.clock())
            if wait is None or attempt >= self._patience.tries:
                raise self._given_up(answer)
            self._wait(wait, alive)

    def _wait(self, seconds: float, alive: Callable[[], None]) -> None:
        left = seconds
        while left > 0:
            alive()
            self._patience.sleep(min(left, PIECE_SECONDS))
            left -= PIECE_SECONDS

    def _try(self, method: str, parameters: Mapping[str, Any]) -> Mapping[str, Any] | _Failed:
        import httpx

        from nahbar.creators.service.bluesky.client import DotDict, OtherHostError, RequestErrorBase

        try:
            response = self._client.invoke_query(method, params=DotDict(dict(parameters)))
        except RequestErrorBase as error:
            return _failed(error.response, type(error).__name__)
        except OtherHostError as error:
            raise self._led_away(error) from error
        except httpx.HTTPError as error:
            return _Failed(None, {}, str(error).rstrip(".") or type(error).__name__)
        except ValueError:
            return _Failed(None, {}, "the answer is no JSON")
        now = self._patience.clock()
        self._not_before = max(self._not_before, now + wait_after_answer(response.headers, now))
        if not isinstance(response.content, dict):
            return _Failed(None, {}, "the answer is no JSON object")
        return response.content

    def _led_away(self, error: Exception) -> Unavailable:
        return Unavailable(
            msg("{service} leads to another host: {reason:raw}.", service=self._service, reason=str(error)),
            msg("Name the host itself as the service; nahbar follows nobody to another one."),
            kind="other-host",
        )

    def _given_up(self, failed: _Failed) -> Unavailable:
        if failed.status is None:
            message = msg("{service} cannot be reached: {reason:raw}.", service=self._service, reason=failed.words)
            return Unavailable(message, _again(), kind="unreachable")
        message = msg(
            "{service} is busy or out of order (status {status:raw}).", service=self._service, status=failed.status
        )
        return Unavailable(message, _again(), kind="service-busy")


def _again() -> Message:
    return msg("Check the connection, then run it again: what was fetched is safe for a day, and it goes on there.")


def _failed(response: Any, words: str) -> _Failed:
    """Return what a failed request says; raises RefusedError for a refusal that will stay one."""
    if response is None:
        return _Failed(None, {}, words)
    status = int(response.status_code)
    if status == TOO_MANY or (status >= 500 and status != NOT_SERVED):
        return _Failed(status, response.headers, words)
    content = response.content
    name, said = getattr(content, "error", None), getattr(content, "message", None)
    raise RefusedError(status, str(name or ""), str(said or "")[:REASON_CHARS])
