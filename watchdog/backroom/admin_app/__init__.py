"""Django's admin with the back room's own site; a package of its own, named in the settings in the admin's place."""
