// The address of a window says what is in view: after each run the mark of the page (address.py) completes it, without a
// step in Back. What the address says already stays: it may have been gone back to while the mark is still the old one.
(() => {
  if (window.journeyAddress) return;
  window.journeyAddress = true;
  const IDS = ["council", "round", "unit"];
  const TABS = ["section", "stage", "questionnaire", "step",
    "view", "since", "order", "weighing", "followed", "role", "other-role"];
  const LINKS = 'a[data-testid="stTopNavLink"], a[data-testid="stSidebarNavLink"]';
  const lastPart = (path) => path.replace(/\/+$/, "").split("/").at(-1);

  // A link to another page that is opened in a window of its own begins there with what is in view here.
  const completeLinks = (at) => {
    document.querySelectorAll(LINKS).forEach((link) => {
      const query = new URLSearchParams(IDS.filter((id) => at.has(id)).map((id) => [id, at.get(id)])).toString();
      const href = link.getAttribute("href") ?? "";
      const wanted = href.split("?")[0] + (query && `?${query}`);
      if (href && href !== wanted) link.setAttribute("href", wanted);
    });
  };

  const complete = () => {
    const mark = document.querySelector("[data-at]");
    if (!mark || mark.closest('[data-stale="true"]')) return;
    const [page, query] = mark.dataset.at.split("?");
    if (lastPart(location.pathname) !== page) return;
    const at = new URLSearchParams(query);
    completeLinks(at);
    const address = new URL(location.href);
    const before = address.search;
    TABS.filter((name) => !at.has(name)).forEach((name) => address.searchParams.delete(name));
    at.forEach((value, name) => { if (!address.searchParams.has(name)) address.searchParams.set(name, value); });
    if (address.search !== before) history.replaceState(history.state, "", address);
  };
  // A server that was away has forgotten what is in view, and Streamlit's own way to another page takes no address
  // along. Until the page has run again, such a link is followed as any link is: with the address that it has.
  let isForgotten = false;
  const app = document.querySelector("[data-test-connection-state]");
  const watch = () => {
    if (app.dataset.testConnectionState !== "CONNECTED") isForgotten = true;
    else if (app.dataset.testScriptState === "running") isForgotten = false;
  };
  if (app) new MutationObserver(watch).observe(app, { attributes: true });
  document.addEventListener("click", (event) => {
    if (isForgotten && event.target.closest(LINKS)) event.stopPropagation();
  }, true);

  complete();
  new MutationObserver(complete)
    .observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-at", "data-stale"] });
})();
