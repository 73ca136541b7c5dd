"""Rules by kind; each a table of patterns with the reason that the reader is shown."""
