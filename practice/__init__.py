"""A small Slack of our own: the unchanged bot talks to it over the real protocol, on loopback."""

from practice.calls import Call
from practice.delivery import Ack, Delivery, Timing
from practice.mail_server import NAME as MAIL_SERVER
from practice.person import Person
from practice.server import Practice, open_practice
from practice.weather import Weather

__all__ = [
    "MAIL_SERVER",
    "Ack",
    "Call",
    "Delivery",
    "Person",
    "Practice",
    "Timing",
    "Weather",
    "open_practice",
]
