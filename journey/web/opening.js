// Says in words that a page was opened and found no connection; ends with the first one, after which shell.html watches.
(() => {
  const PATIENCE = 5000; // milliseconds from the opening
  const LOOK = 500; // milliseconds between two looks
  const opened = performance.now();
  let said = null;
  const say = () => {
    said = document.createElement("div");
    said.id = "journey-not-connected";
    said.setAttribute("role", "alert");
    said.style.cssText = "position:fixed;left:0;right:0;bottom:0;z-index:1000000;padding:0.75rem 1rem;" +
      "font:600 1rem/1.5 system-ui,sans-serif;background:#a63c06;color:#ffffff";
    document.body.append(said);
    said.textContent = journeyNotConnected;
  };
  const looking = setInterval(() => {
    const app = document.querySelector("[data-test-connection-state]");
    if (app?.dataset.testConnectionState === "CONNECTED") {
      said?.remove();
      clearInterval(looking);
    } else if (!said && performance.now() - opened > PATIENCE) {
      say();
    }
  }, LOOK);
})();
