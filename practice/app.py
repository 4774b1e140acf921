"""The installed app, as its manifest describes it."""

from dataclasses import dataclass

from practice.values import Json

APP_ID = "A0PRACTICE"
BOT_ID = "B0PRACTICE"
BOT_USER_ID = "U0BOT"
BOT_TOKEN = "xoxb-practice-bot"  # noqa: S105 -- opens nothing but this workspace
APP_TOKEN = "xapp-1-A0PRACTICE-practice"  # noqa: S105
SIGNING_SECRET = "practice-signing-secret"  # noqa: S105
VERIFICATION_TOKEN = "practice-verification"  # noqa: S105


@dataclass(frozen=True)
class App:
    """What Slack knows of an app: its name, its scopes, what it offers and what it listens to."""

    name: str
    bot_name: str
    scopes: frozenset[str]
    commands: tuple[Json, ...]
    shortcuts: tuple[Json, ...]
    events: frozenset[str]

    @classmethod
    def from_manifest(cls, manifest: Json) -> "App":
        """Read an app manifest (schema 2.0.0)."""
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        name = manifest.get("display_information", {}).get("name", "Practice bot")
        return cls(
            name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            commands=tuple(features.get("slash_commands", [])),
            shortcuts=tuple(features.get("shortcuts", [])),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        )

    def command(self, name: str) -> Json | None:
        """Return what the manifest says of a slash command."""
        return next((command for command in self.commands if command["command"] == name), None)

    def shortcut(self, callback_id: str, kind: str) -> Json | None:
        """Return what the manifest says of a `global` or `message` shortcut."""
        return next(
            (s for s in self.shortcuts if s["callback_id"] == callback_id and s["type"] == kind), None
        )
