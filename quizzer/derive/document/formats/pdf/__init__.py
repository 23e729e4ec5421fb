"""A PDF: its lines, the furniture of its pages, its paragraphs and tables, and its blocks."""
