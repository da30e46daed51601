"""
A list of contracts as a first afternoon with Django and django-filter makes it, on the very tables of the portal.

Pages by number, with COUNT and OFFSET; words by ``icontains``; objects in the template. Names are fetched in the same
query, so that it is naive and not careless.
"""
