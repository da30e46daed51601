"""The portal's own interface for programs, ``/api/v1/``: the lists with their filters, by pages, and single records."""
