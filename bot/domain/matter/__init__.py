"""A handoff from its offer to its end: states, turns, roles, and the decisions on them."""
