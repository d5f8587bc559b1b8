"""The light pages alone, in a process of their own: what ``light_pages.LightServer`` starts.

The database comes from the environment, as in the product. ``python light_server.py PORT``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from journey.http import SecurityHeaders
from journey.join.routes import routes

app = Starlette(routes=routes(), middleware=[Middleware(SecurityHeaders)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="warning")
