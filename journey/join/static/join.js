// Saves each answer of a page of statements as soon as it is given, and says truly whether it is saved.
//
// The form works without this script. With it, the fields of one statement alone are sent to the form's own address,
// and the reply says which version is stored now. What was not confirmed is kept in memory and in the session storage,
// and sent again until it gets through: after a lost connection, and after a reload.

"use strict";

(() => {
  // What was kept of whoever answered here before: nobody else is to see it, or to send it.
  function forget(beginning, except) {
    try {
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(beginning) && key !== except) sessionStorage.removeItem(key);
      }
    } catch { /* nothing can be kept either */ }
  }
  if (document.querySelector("[data-forget]")) forget("journey ", "");

  const form = document.querySelector("form[data-answers]");
  if (!form || !window.fetch || !window.AbortController) return;

  const live = form.querySelector("[data-live]");
  const lost = form.querySelector("[data-lost]");
  const token = form.elements.namedItem("form").value;
  const ofCode = "journey " + form.getAttribute("action").split("/")[2];
  const shelf = `${ofCode} ${form.dataset.answers}`; // another person's has another name
  forget(ofCode, shelf);
  const PATIENCE = 12000; // milliseconds after which a request without an answer counts as lost
  const WAITS = [1000, 2000, 4000, 8000, 15000];
  const TYPING = 1200; // milliseconds after the last key

  const TEXTS = ["reason", "note", "evidence", "act", "act_on"]; // what is typed; a vote carries the first two alone

  const statements = new Map();
  let failures = 0;
  let timer = 0;
  let leaving = null; // the button with which the page is to be left once all is saved

  // What was not confirmed yet, by key: it outlives a reload.
  const pending = {
    read() {
      try { return JSON.parse(sessionStorage.getItem(shelf)) || {}; } catch { return {}; }
    },
    write(key, value) {
      const all = pending.read();
      if (value) all[key] = value; else delete all[key];
      try { sessionStorage.setItem(shelf, JSON.stringify(all)); } catch { /* memory alone has to do */ }
    },
  };

  const say = (words) => {
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = words; });
  };

  // One statement on this page.
  function onPage(box) {
    const key = box.dataset.key;
    const radios = [...box.querySelectorAll('input[type="radio"]')];
    const named = (name) => form.elements.namedItem(`${name}:${key}`);
    const mark = box.querySelector("[data-mark]");
    const asked = named("question");
    return {
      key,
      version: named("version").value,
      question: asked ? asked.value : "", // the second vote that this is an answer to
      read: () => ({
        choice: (radios.find((one) => one.checked) || { value: "" }).value,
        ...Object.fromEntries(TEXTS.map((name) => [name, (named(name) || { value: "" }).value])),
      }),
      show(content) {
        radios.forEach((one) => { one.checked = one.value === content.choice; });
        for (const name of TEXTS) {
          const field = named(name);
          if (!field) continue;
          field.value = content[name] || "";
          const fold = field.closest("details");
          if (fold && content[name]) fold.open = true;
        }
      },
      mended() {
        box.classList.remove("wrong");
        box.setAttribute("aria-describedby", mark.id);
        for (const field of box.querySelectorAll("[aria-invalid]")) {
          field.removeAttribute("aria-invalid");
          const others = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => id !== `error-${key}`);
          if (others.join("")) field.setAttribute("aria-describedby", others.join(" "));
          else field.removeAttribute("aria-describedby");
        }
        const error = document.getElementById(`error-${key}`);
        if (!error) return;
        const prefix = error.querySelector(".unseen").textContent;
        error.remove();
        const summary = document.querySelector(".summary");
        if (!summary) return;
        for (const link of summary.querySelectorAll("a")) {
          if (link.getAttribute("href").endsWith(`-${key}`)) link.closest("li").remove();
        }
        if (summary.querySelector("li")) return;
        summary.remove();
        if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
      },
      stored(version) {
        this.version = version;
        named("version").value = version;
      },
      mark(words, kind, buttons = []) {
        mark.textContent = words;
        mark.className = `mark ${kind}`;
        for (const [text, act] of buttons) {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "button second small";
          button.textContent = text;
          button.addEventListener("click", act);
          mark.append(document.createElement("br"), button);
        }
      },
    };
  }

  // One that was left unsent on another page: only sent.
  function elsewhere(key, content) {
    return {
      key, version: content.version, question: content.question, read: () => content, show() {}, mark() {}, mended() {},
      stored(version) { this.version = version; },
    };
  }

  const same = (one, other) =>
    one.choice === other.choice && TEXTS.every((name) => (one[name] || "") === (other[name] || ""));
  const isChanged = (one) => !same(one.read(), one.saved);
  const lacksReason = (content) => content.choice === "not_applicable" && !content.reason.trim();
  const waiting = () => [...statements.values()].filter((one) => one.busy || (isChanged(one) && !one.refused));

  async function post(one, content) {
    const fields = new URLSearchParams({ form: token });
    for (const name of ["choice", ...TEXTS]) fields.set(`${name}:${one.key}`, content[name] || "");
    fields.set(`version:${one.key}`, one.version);
    fields.set(`question:${one.key}`, one.question);
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const reply = await fetch(form.action, {
        method: "POST", body: fields, headers: { Accept: "application/json" },
        // Browsers keep no more than 64 kB alive beyond their page, and refuse what is over it.
        redirect: "error", keepalive: String(fields).length < 16000, signal: stop.signal,
      });
      const said = await reply.json(); // anything but our own server's words ends as a lost connection
      return { status: reply.status, wait: Number(reply.headers.get("Retry-After")) * 1000, said };
    } finally {
      clearTimeout(patience);
    }
  }

  async function send(one) {
    const content = one.read();
    if (one.busy || one.refused || !isChanged(one)) return;
    pending.write(one.key, { ...content, version: one.version, question: one.question });
    if (lacksReason(content)) {
      const words = "Not saved yet. Say in a few words why it does not apply here";
      one.mark(`${words}.`, "unsaved");
      if (!one.isTold) say(`${words}: the field follows.`);
      one.isTold = true; // until something else is chosen
      return;
    }
    one.busy = true;
    one.mark("Saving…", "");
    let reply = null;
    try { reply = await post(one, content); } catch { /* lost */ }
    one.busy = false;
    if (!reply || reply.status === 429 || reply.status >= 500) {
      one.mark("Not saved yet", "unsaved");
      retry(reply ? reply.wait : 0, reply && reply.said.error);
    } else if (reply.said.version !== undefined) {
      arrived(one, content, reply.said.version);
    } else {
      reached();
      turnedDown(one, reply.said);
    }
    goIfSaved();
  }

  function arrived(one, content, version) {
    one.saved = content;
    one.stored(version);
    reached();
    if (isChanged(one)) {
      send(one);
      return;
    }
    pending.write(one.key, null);
    one.mended();
    one.mark("Saved", "saved");
    say("Saved");
  }

  function turnedDown(one, said) {
    one.refused = true; // until it is changed again
    if (!said.stored) {
      const why = /not saved/i.test(said.error) ? said.error : `Not saved. ${said.error}`;
      one.mark(why, "unsaved");
      if (said.is_shut) pending.write(one.key, null);
      say(why);
      return;
    }
    const { stored } = said;
    const words = said.question ? said.error : `${said.error} Saved is: ${stored.said}.`;
    const keep = () => {
      one.show(stored);
      taken(stored);
      pending.write(one.key, null);
      one.mended();
      if (said.question) one.mark("Not sent again yet", ""); else one.mark("Saved", "saved");
      say("Kept what is saved");
      goIfSaved();
    };
    const replace = () => {
      taken(stored);
      if (said.question) one.saved = { choice: null }; // the same answer sent again is a vote, too
      send(one);
    };
    const taken = () => {
      one.saved = stored;
      one.stored(stored.version);
      if (said.question) one.question = said.question;
      one.refused = false;
    };
    const choices = said.question
      ? [["Keep my first answer", keep], ["Send it as my second vote", replace]]
      : [["Keep what is saved", keep], ["Save mine instead", replace]];
    one.mark(words, "unsaved", choices);
    say(words);
  }

  function retry(wait, words) {
    const why = words || "No connection. Your last answers are not saved yet. Leave this page open: we keep trying.";
    if (lost.textContent !== why) lost.textContent = why;
    if (timer) return; // one wait for all that is to be sent
    timer = setTimeout(sendAll, wait || WAITS[Math.min(failures, WAITS.length - 1)] * (0.8 + Math.random() * 0.4));
    failures += 1;
  }

  function reached() {
    failures = 0;
    if (!lost.textContent) return;
    lost.textContent = "";
    say("The connection is back");
    sendAll();
  }

  function sendAll() {
    clearTimeout(timer);
    timer = 0;
    for (const one of statements.values()) send(one);
  }

  function changed(one, later) {
    one.refused = false;
    one.isTold = one.isTold && lacksReason(one.read());
    clearTimeout(one.timer);
    pending.write(one.key, isChanged(one) ? { ...one.read(), version: one.version, question: one.question } : null);
    if (later) one.timer = setTimeout(() => send(one), TYPING); else send(one);
  }

  function goIfSaved() {
    if (leaving === null || waiting().some((one) => !lacksReason(one.read()))) return;
    const button = leaving;
    leaving = null;
    if (button) form.requestSubmit(button); else form.submit();
  }

  for (const box of form.querySelectorAll("[data-key]")) {
    const one = onPage(box);
    one.saved = one.read();
    statements.set(one.key, one);
    box.addEventListener("change", () => changed(one, false));
    box.addEventListener("input", (event) => {
      if (event.target.type !== "radio") changed(one, true);
    });
  }
  // A page that came back with errors shows what was typed and not saved; so does a page that was loaded again.
  for (const [key, content] of Object.entries(pending.read())) {
    const one = statements.get(key) || elsewhere(key, content);
    statements.set(key, one);
    one.version = content.version;
    one.question = content.question || "";
    one.saved = one.saved && !same(one.read(), content) ? one.read() : { choice: null };
    one.show(content);
    send(one);
  }

  form.addEventListener("submit", (event) => {
    if (!waiting().some((one) => !lacksReason(one.read()))) return;
    event.preventDefault();
    leaving = event.submitter || false;
    sendAll();
  });
  window.addEventListener("offline", () => {
    lost.textContent = "No connection. What you choose is kept on this page, and is not saved until it is back.";
  });
  window.addEventListener("online", () => {
    lost.textContent = "";
    sendAll();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sendAll();
  });
})();
