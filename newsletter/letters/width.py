"""
Over how many lines an issue is sent.

A claim waits until the disk has it, for one mail as long as for thirty: over more lines each mail waits less. But a
line costs the server something, and each may leave a mail in doubt. So it begins with few, as any server takes them,
and more are opened only while the disk is what is waited for and not the server.
"""

from __future__ import annotations

FEW = 8


class Width:
    """The lines to use in the next round, by what the rounds before it waited for."""

    def __init__(self, most: int) -> None:
        self.lines = min(FEW, most)
        self._most = most
        self._for_disk = self._for_server = 0.0

    def waited(self, for_disk: float, for_server: float) -> None:
        """Note the seconds of one round: until its claims were on the disk, and until the server had its mails."""
        self._for_disk += for_disk
        self._for_server += for_server
        if self._for_disk > self._for_server:
            self.lines = min(2 * self.lines, self._most)
