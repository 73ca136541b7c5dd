"""The Markdown pages of the knowledge base: read, written, drawn. No search in here."""
