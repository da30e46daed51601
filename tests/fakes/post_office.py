"""A real SMTP server on loopback that takes letters, puts them off, refuses them, hangs or cuts the line."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import SimpleNamespace
from typing import Any

from aiosmtpd.smtp import SMTP

CUT, HANG = "cut", "hang"
"""What may stand in place of an answer: the line is cut, or nothing is said for long."""


@dataclass
class PostOffice:
    """What the server does with whom, and what it has taken; the hooks are aiosmtpd's."""

    port: int = 0
    at_rcpt: dict[str, deque[str]] = field(default_factory=dict)
    """By address, what is answered to each next attempt before anything is sent; then it is taken."""
    at_end: dict[str, deque[str]] = field(default_factory=dict)
    """By address, what is answered once the whole letter is there."""
    after_taking: dict[str, str] = field(default_factory=dict)
    """By address, ``CUT`` or ``HANG`` after the letter was taken and before that is said."""
    at_mail: str = ""
    """What is answered to whoever we are."""
    pipelining: bool = True
    """Whether it says that it takes several commands in one breath; it does so in either case."""
    slow: float = 0
    """Seconds before each letter is taken."""
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)
    """Set whenever a letter was taken."""

    @property
    def counts(self) -> Counter[str]:
        return Counter(address for address, _letter in self.taken)

    @property
    def messages(self) -> list[EmailMessage]:
        """Give all letters that were taken, in their order."""
        return [_parsed(letter) for _to, letter in self.taken]

    def mail(self, address: str) -> EmailMessage:
        """Give the last letter to an address."""
        return _parsed(next(letter for to, letter in reversed(self.taken) if to == address))

    async def handle_EHLO(self, server: SMTP, session: Any, envelope: Any, name: str, said: list[str]) -> list[str]:  # noqa: N802  # aiosmtpd's name
        session.host_name = name
        return [*said[:-1], "250-PIPELINING", said[-1]] if self.pipelining else said

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802  # likewise
        envelope.mail_from = address
        return self.at_mail or "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802  # likewise
        self.attempts.append(address)
        said = await self._next(server, self.at_rcpt.get(address))
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802  # likewise
        (address,) = envelope.rcpt_tos
        if self.slow:
            await asyncio.sleep(self.slow)
        said = await self._next(server, self.at_end.get(address))
        if said.startswith("2"):
            self.taken.append((address, envelope.original_content))
            self.came.set()
            await self._done(server, self.after_taking.get(address, ""))
        return said

    async def _next(self, server: SMTP, answers: deque[str] | None) -> str:
        said = answers.popleft() if answers else "250 OK"
        await self._done(server, said)
        return said

    async def _done(self, server: SMTP, what: str) -> None:
        if what == CUT:
            assert server.transport is not None
            server.transport.abort()
        elif what == HANG:
            await asyncio.sleep(3)


def _parsed(letter: bytes) -> EmailMessage:
    parsed = message_from_bytes(letter, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Serve on a free port until the block ends."""
    office, loop = PostOffice(), asyncio.new_event_loop()
    # In a thread from the start: a test's own may be in the loop of a browser.
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    # The hooks alone: aiosmtpd looks at everything that its handler has, at each connection, and so at every letter.
    hooks = SimpleNamespace(**{name: getattr(office, name) for name in dir(office) if name.startswith("handle_")})
    made = loop.create_server(lambda: SMTP(hooks, loop=loop, enable_SMTPUTF8=False), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(made, loop).result(10)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: asyncio.Server) -> None:
    """Close the server, and let the conversations that are still open end."""
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)
