"""Whether a page waits for Streamlit's server. The page itself says so only once the server has begun to answer.

Until then, which takes as long as the machine is busy, it looks as if nothing had been pressed: a button of the same
name from before may be pressed, and half a page be read for the whole.
"""

from __future__ import annotations

from playwright.sync_api import BrowserContext

# The numbers are those of the fields in Streamlit's BackMsg, ClientState and ForwardMsg.
LISTEN = """(() => {
  const RERUN = 11, IS_AUTO_RERUN = 6, NEW_SESSION = 4, SCRIPT_FINISHED = 6;
  const VARINT = 0, TEXT = 2, MILLISECONDS_TO_DRAW = 50;
  let asked = 0, begun = 0;
  window.waitsForServer = false;

  // The fields of a message by their numbers: whole numbers, and the bytes of what is longer.
  function fields(bytes) {
    const found = new Map();
    let at = 0;
    const varint = () => {
      let value = 0, unit = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * unit; unit *= 128; } while (byte > 127);
      return value;
    };
    while (at < bytes.length) {
      const tag = varint();
      let value;
      if (tag % 8 === VARINT) value = varint();
      else if (tag % 8 === TEXT) {
        const length = varint();
        value = bytes.subarray(at, at + length);
        at += length;
      } else break;
      found.set(Math.floor(tag / 8), value);
    }
    return found;
  }

  // What a fragment asks by itself, each second, is not what anybody waits for.
  function isAsked(data) {
    const rerun = data instanceof Uint8Array && fields(data).get(RERUN);
    return rerun && !fields(rerun).get(IS_AUTO_RERUN);
  }

  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      window.waitsForServer = false;  // what was sent on a lost connection is never answered
      this.addEventListener("message", ({data}) => this.hear(fields(new Uint8Array(data))));
    }

    send(data) {
      if (isAsked(data)) {
        asked += 1;
        window.waitsForServer = true;
      }
      return super.send(data);
    }

    hear(what) {
      if (what.has(NEW_SESSION)) begun = asked;
      if (!what.has(SCRIPT_FINISHED) || begun !== asked) return;
      const answered = asked;
      setTimeout(() => { if (answered === asked) window.waitsForServer = false; }, MILLISECONDS_TO_DRAW);
    }
  };
})();"""


def listen(context: BrowserContext) -> None:
    """Have every page of this browser remember whether it waits, as ``window.waitsForServer``."""
    context.add_init_script(LISTEN)
