"""`staffel doctor`: whether everything that Staffel needs is there, and what to do where it is not."""
