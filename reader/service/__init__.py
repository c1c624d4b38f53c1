"""The use cases that the window, the command line and the tests call."""
