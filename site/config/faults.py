"""Faults told to whoever runs the site, where ``SENTRY_DSN`` names a place: what broke and where, no more."""

from collections.abc import Callable
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.transport import Transport

from config.release import release
from config.serving import serving

#: What an event may say of itself. What is not named here is never sent.
KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk")
FRAME = ("filename", "function", "module", "lineno", "in_app")


def tell_faults(dsn: str, transport: type[Transport] | Callable[..., Any] | None = None) -> None:
    """Begin to tell.

    Args:
        dsn: where to, as Sentry writes it.
        transport: how it gets there; Sentry's own when left out.
    """
    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        release=release(),
        before_send=without_words,
        before_breadcrumb=lambda crumb, hint: None,
        integrations=[DjangoIntegration(transaction_style="function_name", middleware_spans=False)],
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        include_source_context=False,
        server_name="",
    )


def without_words(event: Any, hint: Any) -> Any:
    """An event with the kind of each error and its places in the code: no address, no form, no message, nobody."""
    kept = {name: event[name] for name in KEPT if name in event}
    current = serving()
    if current is not None:
        kept["tags"] = {"route": current.route, "request_id": current.number}
    values = (event.get("exception") or {}).get("values") or []
    kept["exception"] = {"values": [_error(value) for value in values]}
    return kept


def _error(value: dict[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or []
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "stacktrace": {"frames": [{name: frame.get(name) for name in FRAME} for frame in frames]},
    }
