"""The side panel beside the article."""

from reader.ui.panel.colours import PanelStyle, TypeColours
from reader.ui.panel.side_panel import SidePanel

__all__ = ["PanelStyle", "SidePanel", "TypeColours"]
