"""Mail, as far as it can be decided without any: what to cut, what to leave alone, where it belongs."""
