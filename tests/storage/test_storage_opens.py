from storage.database import Storage


async def test_a_database_that_is_there_answers(storage: Storage) -> None:
    await storage.ping()
