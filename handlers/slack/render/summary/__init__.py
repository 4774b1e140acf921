"""The weekly silo summary as people read it: of the whole company, or of one department.

Everything here gets a summary from which too small figures were taken out already, and shows no person.
"""
