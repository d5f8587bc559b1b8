"""The light pages alone, in a process of their own and as the product serves them: what ``LightServer`` starts.

The database comes from the environment, as in the product. ``python light_server.py PORT``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from journey.web import light_listener, ports

if __name__ == "__main__":
    with ports.listen(ports.ADDRESS, int(sys.argv[1]), option="another port") as room:
        light_listener.reserve(room)
        uvicorn.Server(light_listener.configuration(room)).run([room])
