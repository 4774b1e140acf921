"""The small company that `staffel demo` plays in."""
