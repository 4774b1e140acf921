"""Every edge: what arrives and what leaves. Slack, mail, the clock, the language model, the command line."""
