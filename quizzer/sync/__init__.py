"""What devices exchange, and where: files that are written once, by one device each.

``names`` says what the files are called, and ``segment`` what is in them, as ``columns`` within a ``frame``;
``carrier`` says what a place to keep them can do, and ``folder`` keeps them in a folder. No module here knows the
database.
"""
