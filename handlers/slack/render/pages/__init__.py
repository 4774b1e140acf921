"""Pages on which leads and admins look after the organisation, and the forms that change one thing."""
