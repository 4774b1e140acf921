"""Pictures, drawn in a process of their own that ends when it is done.

matplotlib needs 0.9 s to import and 125 MB: neither the event loop nor the bot's memory shall pay for that. Only
`drawing` and `__main__` import it, and only the worker process imports them.
"""
