"""Article to annotations. spaCy and onnxruntime live here and never leave."""
