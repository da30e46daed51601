"""
A mail server that takes everything and keeps nothing, in a process of its own: as quick as Python reads a socket.

Started as a program it prints its port; it ends with its starter.
"""

from __future__ import annotations

import os
import socket
import sys
import threading

HELLO = b"250-sink\r\n250-8BITMIME\r\n250 PIPELINING\r\n"
END = b"\r\n.\r\n"


def serve() -> None:
    with socket.create_server(("127.0.0.1", 0)) as line:
        print(line.getsockname()[1], flush=True)
        threading.Thread(target=_end_with_starter, daemon=True).start()
        while True:
            connection, _address = line.accept()
            threading.Thread(target=_talk, args=(connection,), daemon=True).start()


def _end_with_starter() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def _talk(connection: socket.socket) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(b"220 sink\r\n")
    waiting = b""
    while said := connection.recv(262_144):
        waiting += said
        while b"\r\n" in waiting:
            command, _end, waiting = waiting.partition(b"\r\n")
            verb = command[:4].upper()
            if verb == b"DATA":
                connection.sendall(b"354 go on\r\n")
                while END not in b"\r\n" + waiting:
                    waiting += connection.recv(262_144)
                waiting = (b"\r\n" + waiting).partition(END)[2]
                connection.sendall(b"250 taken\r\n")
            else:
                connection.sendall(HELLO if verb == b"EHLO" else b"221 bye\r\n" if verb == b"QUIT" else b"250 OK\r\n")


if __name__ == "__main__":
    serve()
