"""What stands in the logs, and what never does."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from typing_extensions import override

from handlers.logs import configure_logs
from handlers.settings import Settings

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-1111-hunter2",
    "SLACK_APP_TOKEN": "xapp-1-A1-hunter2",
    "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
    "OPENAI_API_KEY": "sk-proj-hunter2",
}


class Terminal(io.StringIO):
    @override
    def isatty(self) -> bool:
        return True


@pytest.fixture
def stderr() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield io.StringIO()
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def lines(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_with_its_request(stderr: io.StringIO) -> None:
    configure_logs(Settings.model_validate({}), stderr)
    structlog.contextvars.bind_contextvars(request="Ev0123")
    structlog.get_logger("handlers.app").info("ready", port=3000)
    (line,) = lines(stderr)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "ready",
        "port": 3000,
        "request": "Ev0123",
        "level": "info",
        "logger": "handlers.app",
    }


@pytest.mark.usefixtures("stderr")
def test_a_terminal_gets_plain_lines() -> None:
    terminal = Terminal()
    configure_logs(Settings.model_validate({}), terminal)
    structlog.get_logger("handlers.app").info("ready", port=3000)
    assert "ready" in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


def test_the_libraries_speak_through_the_same_formatter(stderr: io.StringIO) -> None:
    configure_logs(Settings.model_validate({}), stderr)
    logging.getLogger("slack_bolt.AsyncApp").error("Failed to run %s", "a listener")
    logging.getLogger("slack_sdk.web").info("Sending a request with a whole message in it")
    (line,) = lines(stderr)
    assert (line["event"], line["logger"], line["level"]) == (
        "Failed to run a listener",
        "slack_bolt.AsyncApp",
        "error",
    )


def test_libraries_that_print_bodies_stay_quiet_even_when_debugging(stderr: io.StringIO) -> None:
    configure_logs(Settings.model_validate({"LOG_LEVEL": "debug"}), stderr)
    logging.getLogger("slack_sdk.web.async_base_client").debug("data: Gutschrift für Müller")
    structlog.get_logger("handlers.app").debug("listening")
    assert [line["event"] for line in lines(stderr)] == ["listening"]


def test_finer_lines_than_asked_for_are_left_out(stderr: io.StringIO) -> None:
    configure_logs(Settings.model_validate({"LOG_LEVEL": "warning"}), stderr)
    structlog.get_logger("handlers.app").info("ready")
    structlog.get_logger("handlers.app").warning("people_not_fetched")
    assert [line["event"] for line in lines(stderr)] == ["people_not_fetched"]


@pytest.mark.parametrize("secret", SECRETS.values())
def test_no_secret_reaches_the_log_in_any_disguise(stderr: io.StringIO, secret: str) -> None:
    configure_logs(Settings.model_validate(SECRETS), stderr)
    log = structlog.get_logger("handlers.app")
    log.info(
        secret,
        nested={"list": [f"Bearer {secret}", ("deep", {secret: secret})]},
        raw=secret.encode(),
    )
    log.info("named", slack_bot_token="whatever", Authorization="Bearer abc")
    logging.getLogger("slack_bolt").warning("header %s", secret)
    try:
        int(secret)
    except ValueError as error:
        log.exception("failed", error=error)
    written = stderr.getvalue()
    assert written.count('"event"') == 4
    assert secret not in written
    assert "whatever" not in written
    assert "Bearer abc" not in written


def test_tokens_of_others_are_known_by_their_looks(stderr: io.StringIO) -> None:
    configure_logs(Settings.model_validate({}), stderr)
    for token in ("xoxb-1-2", "xoxp-1-2", "xoxe.xoxp-1-2", "xapp-1-2", "sk-1234"):
        structlog.get_logger("x").info("got", header=f"token={token};")
    assert {line["header"] for line in lines(stderr)} == {"token=***;"}


def test_an_address_keeps_all_but_its_password(stderr: io.StringIO) -> None:
    configure_logs(Settings.model_validate({}), stderr)
    structlog.get_logger("x").info("no database", url="postgresql://staffel:hunter2@db:5432/staffel")
    assert lines(stderr)[0]["url"] == "postgresql://staffel:***@db:5432/staffel"


def test_what_people_wrote_is_not_logged(stderr: io.StringIO) -> None:
    configure_logs(Settings.model_validate({}), stderr)
    structlog.get_logger("x").info(
        "failed", text="Gutschrift", answer={"body": {"text": "Gutschrift"}, "status": 500}
    )
    assert "Gutschrift" not in stderr.getvalue()
    assert '"status": 500' in stderr.getvalue()
