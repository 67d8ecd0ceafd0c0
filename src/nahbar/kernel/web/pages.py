"""Renders pages: one Jinja environment over the rooms' templates, with the reader's language in every filter."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from litestar import Request, Response
from litestar.datastructures import State
from litestar.di import NamedDependency
from markupsafe import Markup

from nahbar.kernel.house import House
from nahbar.kernel.i18n import LANGUAGES, Language
from nahbar.kernel.messages import Message
from nahbar.kernel.web.visitor import Visitor

FLASH = "flash"
HTML = "text/html"

# Ways in which the reader's language writes values.
FILTERS = (
    *("number", "compact", "percent", "money", "date", "time", "bytes", "message"),
    *("language_name", "country_name", "platform_name", "channel_name"),
)

PageRequest = Request[Visitor, Any, State]
# How a handler asks for the open workspace.
Here = NamedDependency[House]


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A line in the navigation on the left; shown to people whose role reaches `role`."""

    path: str
    title: Message
    role: str = "viewer"
    section: str = "rooms"
    # Pages of this room that stand elsewhere in the addresses.
    also: tuple[str, ...] = ()


@functools.cache
def environment(packages: tuple[str, ...]) -> Environment:
    """Return the environment in which "creators/list.html" is the template list.html of the room creators."""
    loaders = {package.rsplit(".", 1)[1]: PackageLoader(package, "templates") for package in packages}
    made = Environment(
        loader=PrefixLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]  # of ext.i18n
    for name in FILTERS:
        made.filters[name] = _by_language(name)
    return made


def _language(context: Context) -> Language:
    language: Language = context["language"]
    return language


@pass_context
def _gettext(context: Context, text: str) -> str:
    return _language(context).gettext(text)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, n: int) -> str:
    return _language(context).ngettext(singular, plural, n)


def _by_language(name: str) -> Callable[..., Any]:
    @pass_context
    def form(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        return getattr(_language(context), name)(value, *args, **kwargs)

    return form


def render(house: House, template: str, language: str, values: Mapping[str, Any]) -> str:
    """Return the text of `template` ("room/name.html") in `language`."""
    return environment(house.packages).get_template(template).render(language=house.language(language), **values)


def page(
    request: PageRequest, template: str, values: Mapping[str, Any] | None = None, *, status: int = 200
) -> Response[str]:
    """Answer with a whole page: the template, the navigation and what was flashed by the request before."""
    house: House = request.app.state.house
    flashed = request.session.pop(FLASH, []) if request.session else []
    context = {
        "house": house,
        "visitor": request.user,
        "navigation": _navigation(request),
        "path": request.url.path,
        "languages": LANGUAGES,
        "csrf_token": _csrf(request),
        "csrf_field": Markup('<input type="hidden" name="_csrf_token" value="{}">').format(_csrf(request)),
        "flashed": flashed,
        "query": dict(request.query_params),
        **(values or {}),
    }
    return Response(render(house, template, request.user.language, context), status_code=status, media_type=HTML)


def fragment(request: PageRequest, template: str, values: Mapping[str, Any]) -> Response[str]:
    """Answer with a part of a page, for htmx."""
    house: House = request.app.state.house
    context = {"csrf_token": _csrf(request), "visitor": request.user, **values}
    return Response(render(house, template, request.user.language, context), media_type=HTML)


def flash(request: PageRequest, message: Message, tone: str = "good") -> None:
    """Show `message` once, on the next page; `tone` is "good", "careful" or "bad"."""
    house: House = request.app.state.house
    text = house.language(request.user.language).message(message)
    request.session.setdefault(FLASH, []).append({"text": text, "tone": tone})


def _csrf(request: PageRequest) -> str:
    from litestar.utils.scope.state import ScopeState

    token = ScopeState.from_scope(request.scope).csrf_token
    return token if isinstance(token, str) else ""


def _navigation(request: PageRequest) -> Sequence[NavigationEntry]:
    entries: Sequence[NavigationEntry] = request.app.state.navigation
    return [entry for entry in entries if request.user.may(entry.role)]
