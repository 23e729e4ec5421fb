"""The list of themes: the one in use comes first, so that opening the list and leaving it changes nothing."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hits
from textual.theme import ThemeProvider


class ThemeList(ThemeProvider):
    """The themes by name, after the one in use."""

    async def discover(self) -> Hits:
        """List them."""
        now = self.app.theme
        for name, choose in sorted(self.commands, key=lambda command: command[0] != now):
            yield DiscoveryHit(f"{name} (in use)" if name == now else name, choose)
