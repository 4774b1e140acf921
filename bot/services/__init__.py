"""Use cases, one module each: load the state, ask the pure decision, commit what it returned."""
