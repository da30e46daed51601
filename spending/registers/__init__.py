"""
Registers that cities publish as tables, each in a layout of its own, read by a saved mapping of columns.

``mapping`` says what a layout is; ``opening`` gives the rows of a file of any kind and size; ``heads`` finds the
headings; ``reading`` turns rows into drafts. Nothing here knows Django or the database.
"""
