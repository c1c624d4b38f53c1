"""The window: shows records, emits wishes. Qt lives here only."""
