"""The language model as a guest: what it may be asked, and what of its answers may stand."""
