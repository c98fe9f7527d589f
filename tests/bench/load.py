"""Clients that ask for one address over kept-alive connections, and count.

Raw sockets, since the clients share two cores with the server: an HTTP library would cost more than what it measures.
"""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second over `seconds`, by `clients` at once; every answer had status 200."""

    clients: int
    per_second: float
    seconds: float
    bytes: int


def rate(port: int, address: str, *, clients: int, seconds: float = 3.0) -> Rate:
    """Ask for `address` from `clients` threads for `seconds`, after a short warming-up."""
    _ask(port, address, until=time.perf_counter() + 0.5)
    until = time.perf_counter() + seconds
    counts: list[tuple[int, int]] = []
    threads = [threading.Thread(target=lambda: counts.append(_ask(port, address, until=until))) for _ in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    if len(counts) != clients:
        raise RuntimeError(f"{clients - len(counts)} clients failed at {address}")
    return Rate(clients, sum(count for count, _size in counts) / took, took, counts[0][1])


def _ask(port: int, address: str, *, until: float) -> tuple[int, int]:
    """Requests answered before `until`, and the size of the last body in bytes."""
    request = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: fr\r\n\r\n".encode()
    count = size = 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        while time.perf_counter() < until:
            connection.sendall(request)
            size, keeps = _read(connection)
            count += 1
            if not keeps:
                connection.close()
                connection = socket.create_connection(("127.0.0.1", port))  # noqa: PLW2901
    return count, size


def _read(connection: socket.socket) -> tuple[int, bool]:
    """The body's length of one answer, and whether the connection stays open."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head[:200].decode("latin-1"))
    lower = head.lower()
    length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(min(missing, 262144)))
    return length, b"connection: close" not in lower
