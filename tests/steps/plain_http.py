"""Requests written by hand: any Host, any Origin, any path, and nothing followed."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

ADDRESS = "127.0.0.1"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGVzdHMgb2YgYSBnYXRlIQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and after how many seconds."""

    status: int
    headers: http.client.HTTPMessage
    text: str
    seconds: float


def ask(
    port: int,
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    address: str = ADDRESS,
) -> Reply:
    """One request on a connection of its own. A ``Host`` among the headers takes the place of the real one."""
    with closing(http.client.HTTPConnection(address, port, timeout=60)) as connection:
        connection.connect()
        began = time.perf_counter()
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        text = "" if answer.status == 101 else answer.read().decode("utf-8", "replace")
        return Reply(answer.status, answer.headers, text, time.perf_counter() - began)


def cookie_header(cookies: Mapping[str, str]) -> dict[str, str]:
    """These cookies as a browser sends them."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
