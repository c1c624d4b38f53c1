"""The library in the window: its tab, what is done there, and keeping what is read."""
