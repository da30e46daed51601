"""Serve ``datasette_app`` on a socket that is handed over, in several processes; run in the peer's own environment."""

import ctypes
import os
import signal
import socket
import sys

import uvicorn

PR_SET_PDEATHSIG = 1


def main(descriptor: int, processes: int) -> None:
    """Fork so that each process accepts from the same socket."""
    for _ in range(processes - 1):
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))  # it ends with the process that forked it
            break
    line = socket.socket(fileno=descriptor)
    uvicorn.Server(uvicorn.Config("datasette_app:app", log_level="warning")).run(sockets=[line])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
