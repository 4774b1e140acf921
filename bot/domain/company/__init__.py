"""The company: departments and what they need, people and what they are, rules."""
