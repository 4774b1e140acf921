"""The language model's client: a guest that is asked over HTTP, and never awaited by an ack."""
