"""
What people paste: a session's agenda and the lists of names of a vote, copied from a page, a PDF, Word or a letter.

A paste has lost its tables, columns and pages; what can be told from its words alone is told, the rest is given back.
Nothing here decides: a volunteer confirms every line. Free of Django.
"""
