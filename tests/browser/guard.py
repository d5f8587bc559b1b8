"""Watches a browser for what may never happen: a request to another host, or an error in the browser's console."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

SEEN_BY_NO_ONE = ("data", "blob", "about")

# Opened at /assess, Streamlit first looks for its server below that address, and finds it at the second attempt.
STREAMLIT_LOOKS_FOR_ITS_SERVER = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")

CONNECTION_LOST = re.compile(
    r"net::ERR_|WebSocket connection to|WebSocket is closed|in reaching server endpoint|server is not responding"
)


ENDED = re.compile(r"/(join|screen)/[A-Z2-9]{8}(/|$)")


class Guard:
    """What went wrong in one browser context so far.

    ``may_lose_connection``: the test ends the server on purpose; ``code_may_end``: it ends the workshop, after which
    pages that are still open find their code to lead nowhere. ``held_back`` counts how often a page asked not to be
    left; it is left all the same, and only a test that says ``may_be_held_back`` may see that.
    """

    def __init__(self, context: BrowserContext, *urls: str) -> None:
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.may_lose_connection = False
        self.code_may_end = False
        self.may_be_held_back = False
        self.held_back = 0
        self._hosts = {urlsplit(url).netloc for url in urls}
        self._context = context
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("dialog", self._on_dialog)

    def check(self) -> None:
        """Raises AssertionError with all that was seen."""
        assert not self.faults, "The browser's guard saw:\n" + "\n".join(self.faults)

    def leave(self) -> None:
        """Watch no more: another guard will."""
        self._context.remove_listener("request", self._on_request)
        self._context.remove_listener("console", self._on_console)
        self._context.remove_listener("weberror", self._on_error)
        self._context.remove_listener("dialog", self._on_dialog)

    def _on_error(self, error: WebError) -> None:
        self.faults.append(f"error in a script: {error.error}")

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            self.held_back += 1
            if not self.may_be_held_back:
                self.faults.append("the page asked not to be left, because something was not saved")
        else:
            self.faults.append(f"a script opened a dialog: {dialog.message}")
        dialog.accept()

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)
        address = urlsplit(request.url)
        if address.scheme not in SEEN_BY_NO_ONE and address.netloc not in self._hosts:
            self.faults.append(f"request to another host: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        where = message.location["url"]
        if STREAMLIT_LOOKS_FOR_ITS_SERVER.search(urlsplit(where).path) and "404" in message.text:
            return
        if self.code_may_end and ENDED.search(urlsplit(where).path) and "404" in message.text:
            return
        if self.may_lose_connection and CONNECTION_LOST.search(message.text):
            return
        self.faults.append(f"console: {message.text} ({where})")
