"""The weekly silo summary: weeks, statistics, figures, what is withheld, and what there is to talk about."""
