"""Dialogs: settings, shortcut sheet, about."""
