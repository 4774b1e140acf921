"""Which department a matter belongs to: a proposal with its reason."""
