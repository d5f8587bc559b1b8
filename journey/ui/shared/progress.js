// How far an answering is follows each answer: the statement that was drawn last says it, and here it is shown at the top
// and the foot of the page, which are not drawn again (ui/answering/progress.py).
(() => {
  if (window.journeyProgress) return;
  window.journeyProgress = true;
  const set = (element, name, value) => { if (element[name] !== value) element[name] = value; };
  const follow = () => {
    let last = null;
    document.querySelectorAll("i[data-words]").forEach((mark) => {
      if (!last || Number(mark.dataset.drawn) > Number(last.dataset.drawn)) last = mark;
    });
    if (!last) return;
    document.querySelectorAll(".journey-progress span").forEach((words) => set(words, "textContent", last.dataset.words));
    document.querySelectorAll(".journey-progress + progress").forEach((bar) => set(bar, "value", Number(last.dataset.answered)));
  };
  follow();
  new MutationObserver(follow).observe(document.body, { subtree: true, childList: true });
})();
