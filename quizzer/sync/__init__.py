"""What devices exchange, and where: files that are written once, by one device each.

``names`` and ``segment`` say what the files are called and what is in them, ``carrier`` what a place to keep them can
do, and ``folder`` keeps them in a folder. Nothing here knows the database.
"""
