"""Who is meant: a small encoder that reads speakers, descriptions and pronouns of an article in one pass."""
