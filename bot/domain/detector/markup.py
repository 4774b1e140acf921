"""Slack's markup and mail addresses as words: who is mentioned, and which department."""

import re

from bot.domain.detector.directory import Directory, words_of
from bot.domain.detector.folding import listed
from bot.domain.detector.teams import is_group

GROUP = "§group"
"""The mark of a group; behind a hyphen follows the key of its department, if it is one."""

_MARKUP = re.compile(r"<(?P<sign>[@#!])(?P<id>[^>|\n]{1,80})(?:\|(?P<label>[^>\n]{0,200}))?>")
_MAILTO = re.compile(
    r"<mailto:[^>|\n]{1,200}\|(?P<label>[^>\n]{1,200})>|<mailto:(?P<address>[^>|\n]{1,200})>"
)
_ADDRESS = re.compile(r"(?<![\w.+-])(?P<local>[\w.+-]{1,64})@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?!\S))")
_ROLES = listed("info office kontakt contact hello team anfragen anfrage zentrale mail post")
_AT_NAME = re.compile(r"(?<![\w<])[@#](?P<name>[\w-]{1,80})")
_APART = re.compile(r"[._+-]+")
_STYLE = re.compile(r"(?<!\w)[*~_](?=\S)|(?<=\S)[*~_](?!\w)|:[a-z0-9_+'-]{2,40}:")


def resolve(text: str, directory: Directory) -> str:
    """Return `text` with mentions and mail addresses as words that begin with §, and without styles and emoji."""
    text = text.replace("§", " ").replace("&lt;", "‹").replace("&gt;", "›").replace("&amp;", "&")
    text = _MAILTO.sub(lambda link: f" {link['label'] or link['address']} ", text)
    text = _MARKUP.sub(lambda found: f" {_mention(found, directory)} ", text)
    text = _ADDRESS.sub(lambda found: f" {_addressed(found['local'], directory)} ", text)
    text = _AT_NAME.sub(lambda found: f" {_handle(found['name'], directory)} ", text)
    return _STYLE.sub(" ", text)


def _mention(found: re.Match[str], directory: Directory) -> str:
    sign, identity, label = found["sign"], found["id"], found["label"] or ""
    if sign == "@":
        return "§person"
    if key := directory.ids.get(identity.removeprefix("subteam^")):
        return f"{GROUP}-{key}"
    return _named(label.lstrip("#@"), directory) or (GROUP if identity.startswith("subteam^") else "§channel")


def _addressed(local: str, directory: Directory) -> str:
    if key := directory.mail.get(local.lower()):
        return f"{GROUP}-{key}"
    return _named(local, directory) or "§address"


def _named(name: str, directory: Directory) -> str:
    """Return the mark of the group that a channel's name or a mail's local part tells of; a word of it is enough."""
    parts = words_of(_APART.sub(" ", name))
    keys = {key for part in parts if (key := directory.named((part,)))}
    whole = directory.named(parts) if parts else None
    if key := whole or (next(iter(keys)) if len(keys) == 1 else None):
        return f"{GROUP}-{key}"
    return GROUP if any(map(is_group, parts)) or not _ROLES.isdisjoint(parts) else ""


def _handle(name: str, directory: Directory) -> str:
    return _named(name, directory) or "§person"
