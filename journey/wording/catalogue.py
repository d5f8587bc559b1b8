"""The one way to the static words of pages, so that a catalogue of another language can be laid under them.

The shape is gettext's: the English sentence is the key, and values are named in it. There is no translation yet, so
each message comes back as it is. ``pybabel extract -k _ -k N_`` finds every message.
"""

from __future__ import annotations

from markupsafe import Markup, escape


def _(message: str, /, **values: object) -> str:
    """A message in the reader's language, with its values filled in where it names them in braces."""
    return message.format(**values) if values else message


def N_(message: str, /) -> str:  # noqa: N802  gettext's name for it
    """Marks a message that a module keeps. Whoever shows it asks ``_`` for it then."""
    return message


def in_markup(message: str, /, **values: object) -> Markup:
    """``_`` for templates: the message and its values are escaped, except for values that are markup themselves."""
    return escape(_(message)).format(**values) if values else escape(_(message))
