"use strict";
// Looks each second whether there is something new, and puts it in place of what is shown. Between looks it counts the
// timer down. Whatever happens, what is on the screen stays until there is something to take its place.
(() => {
  const main = document.querySelector("[data-main]");
  const live = document.querySelector("[data-live]");
  const lost = document.querySelector("[data-lost]");
  const EVERY = 1000, LONGEST = 8000, PATIENCE = 8000, ENDED = 60000, FAILURES_UNTIL_SAID = 3;
  let failures = 0, end = null;

  const scene = () => main.querySelector("[data-seen]");

  function time() {
    const timer = main.querySelector("[data-left]");
    end = timer ? performance.now() + Number(timer.dataset.left) * 1000 : null;
    tick();
  }

  function tick() {
    const shown = main.querySelector("[data-left] b");
    if (end === null || !shown) return;
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const words = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time to reveal";
    if (shown.textContent === words) return;
    shown.textContent = words;
    shown.parentElement.classList.toggle("out", !left);
    if (!left) shown.parentElement.querySelectorAll(".unseen").forEach((one) => one.remove());
  }

  function show(text) {
    const found = new DOMParser().parseFromString(text, "text/html").querySelector("[data-seen]");
    if (!found) return;
    const before = scene() ? scene().dataset.says : "";
    main.replaceChildren(document.importNode(found, true));
    if (found.dataset.says !== before) live.textContent = found.dataset.says;
    time();
  }

  function say(words) {
    if (lost.textContent !== words) lost.textContent = words;
  }

  async function look() {
    let wait = EVERY;
    try {
      const seen = encodeURIComponent(scene().dataset.seen);
      const answer = await fetch(`${main.dataset.from}?seen=${seen}`, {
        cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 404) {
        say("This code leads nowhere any more. What you see stays, and no longer changes.");
        wait = ENDED;
      } else if (answer.ok) {
        if (answer.status === 200) show(await answer.text());
        failures = 0;
        say("");
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      failures += 1;
      wait = Math.min(LONGEST, EVERY * 2 ** failures);
      if (failures >= FAILURES_UNTIL_SAID) say("The connection is lost. What is shown may be out of date. Trying again.");
    }
    setTimeout(look, wait);
  }

  time();
  setInterval(tick, 250);
  setTimeout(look, EVERY);
})();
