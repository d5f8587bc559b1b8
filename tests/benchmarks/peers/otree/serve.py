"""``python serve.py PORT``: what ``otree prodserver`` does, without the second process that it leaves running."""

import os
import sys

os.environ["USE_TIMEOUT_WORKER"] = "1"
os.environ["OTREE_PRODUCTION"] = "1"

from otree import main
from otree.cli.prodserver1of2 import run_asgi_server

main.setup()
run_asgi_server("127.0.0.1", int(sys.argv[1]))
