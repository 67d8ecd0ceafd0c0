"""Builds the web application from the rooms: routes, access, sessions, forms, headers, health and metrics."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.di import Provide
from litestar.logging import LoggingConfig
from litestar.middleware import DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.plugins.prometheus import PrometheusConfig, PrometheusController
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler, Message, Scope

from nahbar.kernel.errors import Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.upgrade import stored_revision
from nahbar.kernel.web import entrance, mail_server, settings
from nahbar.kernel.web.pages import Here, NavigationEntry, PageRequest, page
from nahbar.kernel.web.sessions import QuietSessionConfig, SessionStore
from nahbar.kernel.web.troubles import answer_trouble
from nahbar.kernel.web.visitor import API_PREFIX, VisitorMiddleware, authorise

STATIC = Path(__file__).parent / "static"
SESSION_SECONDS = 14 * 86_400
STATIC_SECONDS = 3600
# Forms are small; uploads stream past this limit on their own route.
BODY_BYTES = 4_000_000

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Room:
    """What a room brings to the web application."""

    package: str
    handlers: Sequence[ControllerRouterHandler]
    navigation: Sequence[NavigationEntry]
    # Loads models and tidies up while the first visitor signs in.
    warm: Callable[[House], None] | None = None


@get("/health", opt={"open": True}, sync_to_thread=True, include_in_schema=False)
def health(house: Here) -> dict[str, str]:
    """Answer 200 when the store can be read, 503 when it cannot."""
    revision = stored_revision(house.store)
    if revision is None:
        raise Unavailable(msg("The store is empty."), msg("Restart nahbar so that it prepares the store."))
    return {"status": "ok", "schema": revision}


@get(f"{API_PREFIX}/openapi.json", opt={"open": True}, include_in_schema=False)
async def openapi_json(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Return the OpenAPI description of the API."""
    return request.app.openapi_schema.to_schema()


@get(API_PREFIX, opt={"open": True}, include_in_schema=False, sync_to_thread=True)
def describe_api(request: PageRequest) -> Response[str]:
    """Show every operation of the API on a page."""
    schema = request.app.openapi_schema.to_schema()
    operations = [
        (method.upper(), path, operation)
        for path, item in sorted(schema["paths"].items())
        for method, operation in item.items()
        if path.startswith(f"{API_PREFIX}/")
    ]
    return page(request, "kernel/api.html", {"operations": operations})


class Metrics(PrometheusController):
    """Prometheus metrics; they hold no personal data, yet only a token may read them."""

    path = "/metrics"
    opt = {"scope": "metrics:read"}  # noqa: RUF012 -- Litestar reads it as a class attribute
    include_in_schema = False


def build_application(house: House, rooms: Sequence[Room], start_page: ControllerRouterHandler) -> Litestar:
    """Return the ASGI application of one workspace."""
    https = house.workspace.settings.web.https
    sessions = QuietSessionConfig(max_age=SESSION_SECONDS, secure=https, samesite="lax", store="sessions")
    prometheus = PrometheusConfig(app_name="nahbar", prefix="nahbar", group_path=True)
    handlers: list[ControllerRouterHandler] = [
        start_page,
        health,
        openapi_json,
        describe_api,
        Metrics,
        entrance.router,
        settings.router,
        mail_server.router,
    ]
    handlers += [handler for room in rooms for handler in room.handlers]
    handlers.append(create_static_files_router("/static", [STATIC], opt={"open": True}, include_in_schema=False))
    made = Litestar(
        route_handlers=handlers,
        guards=[authorise],
        middleware=[
            prometheus.middleware,
            sessions.middleware,
            DefineMiddleware(VisitorMiddleware, exclude=["^/static", "^/health"]),
        ],
        csrf_config=CSRFConfig(
            secret=house.workspace.key("sessions").hex(),
            cookie_name="csrf",
            cookie_secure=https,
            cookie_samesite="strict",
            exclude=[f"^{API_PREFIX}/"],
        ),
        dependencies={"house": Provide(_house, sync_to_thread=False)},
        exception_handlers={Exception: answer_trouble},
        before_send=[_with_headers],
        openapi_config=_openapi(),
        request_max_body_size=BODY_BYTES,
        # At INFO libraries write down every address that they ask.
        logging_config=LoggingConfig(root={"level": "WARNING", "handlers": ["queue_listener"]}, log_exceptions="never"),
        state=State({"rooms": rooms, "navigation": [*_navigation(rooms), *settings.NAVIGATION]}),
        on_startup=[_warm],
        on_shutdown=[_close],
    )
    move_in(made, house)
    return made


def move_in(application: Litestar, house: House) -> None:
    """Let an application that does not run answer for `house`, whose settings of the web are those it was built for."""
    application.state.house = house
    for name, prefix in (("sessions", "s:"), ("rate_limit", "r:")):
        application.stores.register(name, SessionStore(house.store, prefix), allow_override=True)


def _warm(application: Litestar) -> None:
    for room in application.state.rooms:
        if room.warm is not None:
            given = (application.state.house,)
            threading.Thread(target=room.warm, args=given, name=f"warm-{room.package}", daemon=True).start()


def _close(application: Litestar) -> None:
    application.state.house.close()


def _house(state: State) -> House:
    house: House = state.house
    return house


def _navigation(rooms: Sequence[Room]) -> list[NavigationEntry]:
    entries = [entry for room in rooms for entry in room.navigation]
    # Rooms stand in the order of the road; what belongs to the house comes after all of them.
    return [NavigationEntry("/", msg("Today")), *sorted(entries, key=lambda entry: entry.section != "rooms")]


async def _with_headers(message: Message, scope: Scope) -> None:
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    # Pages may hold people's data; fonts and scripts may be kept.
    kept = scope["path"].startswith("/static/")
    headers.setdefault("Cache-Control", f"max-age={STATIC_SECONDS}" if kept else "no-store")


def _openapi() -> OpenAPIConfig:
    token = SecurityScheme(type="http", scheme="bearer", description="An API token, made under Settings.")
    return OpenAPIConfig(
        title="nahbar",
        version="1",
        # The description holds no data: programs may read it before they have a token.
        openapi_router=Router("/openapi", route_handlers=[], opt={"open": True}, include_in_schema=False),
        description="Everything that the screens show, as JSON. Errors have one shape: error.kind, message, remedy.",
        use_handler_docstrings=True,
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(security_schemes={"token": token}),
        security=[{"token": []}],
    )
