"""What the pages of this room share: words for codes, forms read, work done beside the event loop."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from anyio import to_thread
from litestar import Response

from nahbar.campaigns.agree import words
from nahbar.campaigns.agree.checking import Finding
from nahbar.campaigns.brief.contracts import PARTS
from nahbar.campaigns.payouts.statement import line_words
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import PageRequest, page

Result = TypeVar("Result")
PDF = "application/pdf"

# The words of codes, under the names that templates use.
SAY: Mapping[str, Any] = {
    "state": words.STATES,
    "step": words.STEPS,
    "done": words.DONE,
    "party": words.PARTIES,
    "goal": words.GOALS,
    "campaign_state": words.CAMPAIGN_STATES,
    "format": words.FORMATS,
    "kpi": words.KPIS,
    "deliverable": words.DELIVERABLES,
    "media": words.MEDIA,
    "law": words.LAWS,
    "part": PARTS,
    "line": line_words,
}


async def in_thread(work: Callable[..., Result], *given: Any, **named: Any) -> Result:
    """Do work that waits for the store in a thread of its own."""
    return await to_thread.run_sync(functools.partial(work, *given, **named))


async def sent(request: PageRequest, *several: str) -> Form:
    """Return the form that was sent; ticked boxes of one name in `several` are joined with commas."""
    data = await request.form()
    form = read_form(data)
    joined = {name: ",".join(str(one) for one in data.getall(name, []))[:2_000] for name in several}
    return Form({**form.values, **joined})


def refused(form: Form, problems: Mapping[str, BadInput]) -> Form:
    """Show every problem beside its field."""
    for name, problem in problems.items():
        form.problems[name] = problem.message
        form.remedies[name] = problem.remedy
    return form


def shown(request: PageRequest, template: str, values: Mapping[str, Any], *, status: int = 200) -> Response[str]:
    """Answer with a page of this room."""
    return page(request, f"campaigns/{template}", {"say": SAY, "findings": findings, **values}, status=status)


def findings(stored: Sequence[Mapping[str, Any]]) -> Sequence[Finding]:
    """Return findings as they were kept."""
    return [Finding.from_dict(one) for one in stored]


def site_of(request: PageRequest, house: House) -> str:
    """Return how this nahbar is reached from outside, without a slash at the end."""
    settings = house.workspace.settings.web
    scheme = "https" if settings.https else request.url.scheme
    return settings.address.rstrip("/") or f"{scheme}://{request.url.netloc}"


def pdf_answer(content: bytes, name: str) -> Response[bytes]:
    """Answer with a PDF that the browser saves."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(content, media_type=PDF, headers=headers)
