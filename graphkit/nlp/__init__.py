"""From an Article to an Extraction: the only part of graphkit that knows spaCy."""
