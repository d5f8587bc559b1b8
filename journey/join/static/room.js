"use strict";
// Asks every other second whether the workshop has moved on. If it has, this page is loaded again, at once where nothing
// is half chosen, otherwise when the reader says so. What was asked says nothing but where the workshop is.
(() => {
  const room = document.querySelector("[data-room]");
  if (!room || !window.fetch || !window.AbortController) return;
  const moved = room.querySelector("[data-moved]");
  const form = room.querySelector("form[data-answers]");
  const here = room.dataset.room;
  const EVERY = 2000, LONGEST = 20000, PATIENCE = 8000, FAILURES_UNTIL_SAID = 3;
  let failures = 0, timer = 0, hasMoved = false;

  const go = () => window.location.replace(here);

  // Whether leaving now would lose something: a field in which somebody types, dots not sent, an answer not saved.
  function isHalfChosen() {
    if (!form) return false;
    const typing = document.activeElement;
    if (form.contains(typing) && typing.matches("textarea, input:not([type=radio])")) return true;
    if (form.querySelector(".mark.unsaved")) return true;
    return [...form.querySelectorAll("select")].some(
      (one) => [...one.options].some((option) => option.selected !== option.defaultSelected),
    );
  }

  function say(words) {
    if (moved.textContent !== words) moved.textContent = words;
  }

  function movedOn() {
    if (!isHalfChosen()) {
      go();
      return;
    }
    hasMoved = true;
    say("The workshop has moved on. What is not sent here is not saved. ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = "Go on with the workshop";
    button.addEventListener("click", go);
    moved.append(button);
  }

  async function ask() {
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const reply = await fetch(`${here}/now`, {
        cache: "no-store", headers: { Accept: "application/json" }, signal: stop.signal,
      });
      if (reply.status === 404) return "gone";
      if (!reply.ok) throw new Error(String(reply.status));
      return (await reply.json()).phase;
    } finally {
      clearTimeout(patience);
    }
  }

  async function look() {
    clearTimeout(timer);
    if (hasMoved || document.visibilityState === "hidden") return;
    let wait = EVERY;
    try {
      const phase = await ask();
      failures = 0;
      if (phase !== room.dataset.phase) {
        movedOn();
        if (hasMoved) return;
      }
      say("");
    } catch {
      failures += 1;
      wait = Math.min(LONGEST, EVERY * 2 ** failures);
      if (failures >= FAILURES_UNTIL_SAID) say("No connection. This page may be out of date. Trying again.");
    }
    timer = setTimeout(look, wait * (0.8 + Math.random() * 0.4));
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  timer = setTimeout(look, EVERY * (0.5 + Math.random()));

  // How many dots are given, said as they are chosen.
  const given = room.querySelector("[data-given]");
  if (given) {
    const most = Number(given.dataset.given);
    const count = () => {
      const sum = [...room.querySelectorAll("[data-dots]")].reduce((all, one) => all + Number(one.value), 0);
      given.textContent = sum > most ? `${sum} dots given: ${sum - most} too many` : `${sum} of ${most} dots given`;
      given.classList.toggle("error", sum > most);
    };
    room.addEventListener("change", count);
    count();
  }
})();
