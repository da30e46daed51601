"""
Which machines the portal may talk to, and how long a conversation may last.

A published address (or a redirect, or a name that resolves anew) must never lead the crawler into the machine's own
network: the address is checked when the connection is opened, on the very number that is then connected to.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore

NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 numbers that stand for IPv4 ones (RFC 6052)."""


class Forbidden(Exception):
    """The name leads to a machine that is not on the public network."""


class OutOfTime(Exception):
    """The conversation as a whole took longer than allowed, however steadily its bytes dripped."""


def is_public(number: str) -> bool:
    """Tell whether an IP number belongs to the public network, seen through every way of writing IPv4 as IPv6."""
    ip = ipaddress.ip_address(number)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Give the numbers of a host; raise ``Forbidden`` if *any* is not public, ``OSError`` for an unknown name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not allow_private and not all(is_public(number) for number in numbers):
        raise Forbidden(host)
    return list(dict.fromkeys(numbers))


class TimedStream(httpcore.NetworkStream):
    """A network stream that ends at a moment, whatever still trickles in."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream = stream
        self._ends = ends

    def _left(self, timeout: float | None) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedNetwork(httpcore.NetworkBackend):
    """Opens connections to public machines only, each for a limited time (``seconds`` for everything together)."""

    def __init__(self, *, seconds: float, allow_private: bool) -> None:
        self._network = httpcore.SyncBackend()
        self._ends = time.monotonic() + seconds
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            numbers = resolve(host, port, allow_private=self._allow_private)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        for number in numbers[:-1]:  # a host may have an IPv6 number that this machine cannot reach
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._open(number, port, timeout, local_address, socket_options)
        return self._open(numbers[-1], port, timeout, local_address, socket_options)

    def _open(self, *arguments: Any) -> httpcore.NetworkStream:
        return TimedStream(self._network.connect_tcp(*arguments), self._ends)
