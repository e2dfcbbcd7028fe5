"""What is written down: lines that machines read, and nothing that was said to us.

While a request is served, only our own messages keep their words, since we write them. Those of libraries are
reduced to what happened and on which route: they hold addresses, and addresses hold what somebody looked for. Of
an error its kind and its places in the code are kept, not its message.
"""

import logging
import re
import traceback
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from config.serving import serving

#: Packages whose messages we write ourselves, without words of a reader.
OURS = ("catalogue", "config", "images", "opendata", "pages", "search", "users", "workspace")
#: What gunicorn says of a request that it could not read, with the request.
UNREADABLE = re.compile(r"(Invalid request|Error handling request|Error processing)\b.*", re.DOTALL)
FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"
WHEN = "%Y-%m-%dT%H:%M:%S%z"
NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}


def discreet(record: logging.LogRecord) -> logging.LogRecord:
    """A record without what readers said, and with the request that it is about."""
    kept = logging.makeLogRecord(record.__dict__)
    # Django says what it answered when the request is through, and hands it over.
    request = kept.__dict__.pop("request", None)
    current = serving() or getattr(request, "serving", None)
    if current is not None or hasattr(record, "request"):
        kept.__dict__.update(_said_of(record))
        kept.__dict__.update(request_id=current.number if current else "", route=current.route if current else "")
        if record.exc_info and record.exc_info[1]:
            kept.exc_info, kept.exc_text = None, None
            kept.__dict__["error"] = _without_message(record.exc_info[1])
    elif record.name.startswith("gunicorn"):
        said = record.getMessage()
        kept.msg, kept.args = UNREADABLE.sub(r"\1", said), ()
        if kept.msg != said:
            kept.exc_info = kept.exc_text = None
    return kept


def _said_of(record: logging.LogRecord) -> dict[str, Any]:
    if record.name.partition(".")[0] in OURS:
        return {}
    status = getattr(record, "status_code", None)
    return {"msg": f"{record.name} {status or record.levelname}", "args": (), "stack_info": None}


def _without_message(error: BaseException) -> str:
    """The kind of an error and of those that led to it, and where each happened, the innermost place first."""
    lines: list[str] = []
    raised: BaseException | None = error
    while raised is not None:
        places = traceback.extract_tb(raised.__traceback__)
        said = [f"{place.filename}:{place.lineno} {place.name}" for place in reversed(places)]
        lines.append(" < ".join([f"{type(raised).__module__}.{type(raised).__qualname__}", *said]))
        raised = raised.__cause__ or raised.__context__
    return "\n".join(lines)


class PlainLines(logging.Formatter):
    """Lines for a person."""

    def __init__(self) -> None:
        super().__init__(FIELDS, WHEN)

    def format(self, record: logging.LogRecord) -> str:
        """One line, and below it where an error happened."""
        kept = discreet(record)
        return "\n".join([super().format(kept), *filter(None, [kept.__dict__.get("error")])])


class JsonLines(JsonFormatter):
    """One line of JSON for each record."""

    def __init__(self) -> None:
        super().__init__(FIELDS, WHEN, rename_fields=NAMES, json_ensure_ascii=False)

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return super().format(discreet(record))


def log_settings(*, as_json: bool) -> dict[str, Any]:
    """Django's and gunicorn's ``LOGGING``. No mail is sent of an error, for a mail would hold the request.

    Args:
        as_json: one line of JSON a record, as a server wants; else plain lines for a person.
    """
    lines = "config.logs.JsonLines" if as_json else "config.logs.PlainLines"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": lines}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            # Django sends what it logs by mail unless told otherwise, and gunicorn has a handler of its own.
            "django": {"handlers": [], "propagate": True},
            "gunicorn.error": {"handlers": [], "propagate": True, "level": "INFO"},
        },
    }
