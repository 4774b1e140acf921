"""`staffel db`: the database's tables."""

from handlers.settings import load_settings


async def upgrade() -> None:
    """Bring the database to this version's tables; safe to repeat, and while others do the same."""
    from storage import migrate, versions  # noqa: PLC0415 - heavy, and `--help` shall not wait for it

    url = load_settings().database_url.get_secret_value()
    missing = await versions.pending(url)
    await migrate.upgrade(url)
    print(f"Applied {', '.join(missing)}." if missing else "The database is up to date.")
