"""What is read of fire-and-forget: prompts, the question to a channel, and what is on."""
