// Where somebody arrives at another place (page_title.py), the page begins at its top with the focus on its title, or
// at the spot that was asked for. Whoever is already there, types or scrolls is left alone.
(() => {
  if (window.journeyArriving) return;
  window.journeyArriving = true;
  const SETTLING = 10000; // milliseconds for which what is drawn above a spot may still push it down
  const FIRST = "h1, h2, h3, h4, [data-testid=stRadio] > label p, input[type=radio], summary, button, input, textarea";
  const ASKS = "input, summary, button, textarea";
  const SOON = 100; // milliseconds until a spot that is still being drawn is looked at again
  const isGrowing = (spot) => spot.querySelector('[data-testid="stSkeleton"]') !== null ||
    document.querySelector("[data-test-script-state]")?.dataset.testScriptState !== "notRunning";
  const isOld = (element) => Boolean(element.closest('[data-stale="true"]'));
  const main = () => document.querySelector('[data-testid="stMain"]');

  let place = null;
  let wanted = null;
  let isAsked = false; // whether it was read which spot is wanted here: it may be drawn after the title

  const putFocus = (element) => {
    if (!element.matches(ASKS)) element.tabIndex = -1; // a title, or the statement above its options
    element.focus({ preventScroll: true });
    held = element;
  };

  // What is still being drawn may push a spot down, or put another element in the place of the one with the focus. Until
  // it has settled, or somebody does something, the spot stays in sight and the focus where it was put.
  let release = () => {};
  let held = null;
  const hold = (find, spot) => {
    release();
    const leave = new AbortController();
    const keep = () => spot?.isConnected && spot.scrollIntoView({ block: "start", behavior: "instant" });
    const refocus = () => {
      const one = !held.isConnected && [null, document.body].includes(document.activeElement) && find();
      if (one) putFocus(one);
    };
    const watches = [new ResizeObserver(keep), new MutationObserver(refocus)];
    watches[0].observe(main().firstElementChild);
    watches[1].observe(document.body, { subtree: true, childList: true });
    release = () => { watches.forEach((watch) => watch.disconnect()); leave.abort(); };
    ["wheel", "pointerdown", "keydown", "touchmove"].forEach((name) =>
      addEventListener(name, release, { capture: true, once: true, signal: leave.signal, passive: true }));
    setTimeout(release, SETTLING);
    keep();
  };

  const spotOf = (name) => {
    const spot = document.querySelector(`.st-key-spot-${CSS.escape(name)}`);
    return spot && !isOld(spot) ? spot : null;
  };
  const firstOf = (spot) => [...spot.querySelectorAll(FIRST)].find((one) => one.checkVisibility());

  const goToSpot = () => {
    const name = wanted;
    const spot = name && spotOf(name);
    const first = spot && firstOf(spot);
    if (!first) return;
    if (first.matches(ASKS) && isGrowing(spot)) { // its title or statement may still come
      setTimeout(goToSpot, SOON);
      return;
    }
    wanted = null;
    putFocus(first);
    hold(() => { const now = spotOf(name); return now && firstOf(now); }, spot);
  };

  const arrive = () => {
    const mark = [...document.querySelectorAll('[class*="st-key-place-"]')].filter((one) => !isOld(one)).at(-1);
    const title = mark?.querySelector("h1");
    const here = mark?.className.match(/st-key-place-(\S+)/)?.[1];
    if (title && here !== place) {
      const isFirst = place === null;
      place = here;
      wanted = null;
      isAsked = false;
      if (!isFirst) {
        main().scrollTo({ top: 0, behavior: "instant" });
        putFocus(title);
        hold(() => document.querySelector('[class*="st-key-place-"] h1'));
      }
    }
    const asked = here === place && !isAsked && mark?.querySelector("[data-spot]");
    if (asked) {
      wanted = asked.dataset.spot;
      isAsked = true;
    }
    if (wanted) goToSpot();
  };

  arrive();
  new MutationObserver(arrive)
    .observe(document.body, { subtree: true, childList: true, attributeFilter: ["class", "data-stale", "data-spot"] });
})();
