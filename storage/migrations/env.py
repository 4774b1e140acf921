"""Alembic's environment: runs on the connection that storage/migrate.py hands over."""

from alembic import context
from sqlalchemy import Connection

from storage.migrate import configuration

connection: Connection = context.config.attributes["connection"]
context.configure(connection, **configuration())

with context.begin_transaction():
    context.run_migrations()
