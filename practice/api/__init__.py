"""Slack's Web API: the methods, and the door that every call passes."""

from practice.api.door import serve_api

__all__ = ["serve_api"]
