"""Files, pages and clipboard to articles and back: one file per format, one line in the registry."""
