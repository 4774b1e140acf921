"""Messages on their way out: the outbox, its pace and its troubles."""
