"""What an admin sees who sets the settings, and that the papers name the settings there are."""

import re
from pathlib import Path

import pytest

from handlers.settings import (
    RunSettings,
    Settings,
    SettingsError,
    load_run_settings,
    load_settings,
    setting_names,
)

ROOT = Path(__file__).parent.parent
PAPERS = [ROOT / "README.md", ROOT / ".env.example", *sorted((ROOT / "docs").rglob("*.md"))]
_SETTING = re.compile(r"\b(?:STAFFEL|SLACK|OPENAI)_[A-Z_]*[A-Z]\b")


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in setting_names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def problems_of_run() -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_run_settings()
    return caught.value.problems


def test_nothing_has_to_be_set_to_look_around() -> None:
    settings = load_settings()
    assert settings.database_url.get_secret_value() == "sqlite:///staffel.db"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.host, settings.port, settings.lease_seconds) == ("0.0.0.0", 3000, 30)  # noqa: S104


def test_run_tells_everything_that_is_missing_and_what_to_do() -> None:
    bot_token, way_in = problems_of_run()
    assert bot_token.startswith("SLACK_BOT_TOKEN is missing: install the app")
    assert way_in == (
        "SLACK_APP_TOKEN is missing: create one with the scope connections:write under Basic Information →"
        " App-Level Tokens, or set SLACK_SIGNING_SECRET to run over HTTP"
    )


def test_missing_and_malformed_settings_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxp-1-secret")
    monkeypatch.setenv("PORT", "70000")
    monkeypatch.setenv("SLACK_API_URL", "slack.com")
    monkeypatch.setenv("DATABASE_URL", "mysql://staffel:hunter2@db/staffel")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    problems = problems_of_run()
    assert [problem.split()[0] for problem in problems] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_API_URL",
        "DATABASE_URL",
        "PORT",
        "LOG_LEVEL",
    ]
    assert problems[0] == "SLACK_BOT_TOKEN has to begin with xoxb-, and this is a user token"
    assert problems[4] == "PORT has to be a whole number from 0 to 65535, not '70000'"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-hunter2"),
        ("SLACK_BOT_TOKEN", "xoxb-hunter2 hunter2"),
        ("SLACK_APP_TOKEN", "xoxb-hunter2"),
        ("SLACK_SIGNING_SECRET", "xapp-hunter2"),
        ("DATABASE_URL", "mysql://staffel:hunter2@db/staffel"),
        ("DATABASE_URL", "postgresql://staffel:hunter2@db:port/staffel"),
    ],
)
def test_no_message_repeats_a_secret(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert name in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_wrong_app_token_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xoxb-1")
    assert problems_of_run() == ["SLACK_APP_TOKEN has to begin with xapp-, and this is a bot token"]


@pytest.mark.parametrize("secret", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_one_way_in_is_enough(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv(
        secret, "xapp-1" if secret == "SLACK_APP_TOKEN" else "8f742231b10e8888abcd99yyyzzz85a5"
    )
    settings = load_run_settings()
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.socket_mode == (secret == "SLACK_APP_TOKEN")


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in setting_names():
        monkeypatch.setenv(name, "")
    assert load_settings() == Settings.model_validate({})


def test_blanks_around_a_copied_token_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", " xoxb-1\n")
    token = load_settings().slack_bot_token
    assert token is not None
    assert token.get_secret_value() == "xoxb-1"


def test_the_env_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text('PORT=4000\nSTAFFEL_HOST="127.0.0.1"\nOTHER_PROGRAM=1\n', "utf-8")
    monkeypatch.setenv("PORT", "5000")
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 5000)


def test_an_env_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"PORT=\xff\xfe")
    with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
        load_settings()


def test_a_setting_answers_only_to_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "laptop.local")
    monkeypatch.setenv("LEASE_SECONDS", "99")
    assert load_settings() == Settings.model_validate({})


def test_secrets_show_as_stars() -> None:
    settings = RunSettings.model_validate(
        {"SLACK_BOT_TOKEN": "xoxb-hunter2", "SLACK_SIGNING_SECRET": "hunter2"}
    )
    assert "hunter2" not in f"{settings!r} {settings}"


def test_the_web_api_gets_the_slash_that_methods_are_put_behind() -> None:
    assert Settings.model_validate({"SLACK_API_URL": "http://127.0.0.1:8080/api"}).slack_api_url.endswith(
        "/api/"
    )


def test_the_example_lists_every_setting_with_a_comment() -> None:
    blocks = (ROOT / ".env.example").read_text("utf-8").strip().split("\n\n")
    listed = {}
    for block in blocks:
        *comments, setting = block.splitlines()
        listed[setting.lstrip("#").partition("=")[0]] = comments
    assert sorted(listed) == sorted(setting_names())
    assert all(comments and all(line.startswith("# ") for line in comments) for comments in listed.values())


def test_the_example_is_a_valid_env_file(tmp_path: Path) -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    (tmp_path / ".env").write_text(text, "utf-8")
    settings = load_settings()
    assert settings.slack_bot_token is None
    whole = re.sub(r"^#(?=[A-Z_]+=)", "", text, flags=re.MULTILINE)
    filled = whole.replace("BOT_TOKEN=", "BOT_TOKEN=xoxb-1").replace("APP_TOKEN=", "APP_TOKEN=xapp-1")
    (tmp_path / ".env").write_text(filled, "utf-8")
    assert load_run_settings().socket_mode


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_papers_name_no_setting_that_does_not_exist(paper: Path) -> None:
    named = set(_SETTING.findall(paper.read_text("utf-8")))
    assert named <= set(setting_names())
