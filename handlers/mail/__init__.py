"""Mail at the edge."""
