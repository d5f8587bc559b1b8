"""Contrast of what is really drawn, after transparency and opacity: WCAG 2.2, relative luminance.

Each script returns ``[ratio, what]`` pairs. A colour is laid over everything that lies behind it.
"""

from __future__ import annotations

from playwright.sync_api import Page

TOOLS = """
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = "rgba(0,0,0,0)"; canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const chain = (one) => one ? [one, ...chain(one.parentElement)] : [];
  const opacity = (one) => chain(one).reduce((all, each) => all * Number(getComputedStyle(each).opacity), 1);
  const behind = (one) => chain(one).reverse()
    .reduce((below, each) => over(read(getComputedStyle(each).backgroundColor), below), [255, 255, 255, 1]);
  const light = ([r, g, b]) => {
    const part = (value) => value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ratio = (first, second) => {
    const [more, less] = [light(first), light(second)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const under = (text) => {  // the last shape that was drawn below the middle of a word in a picture, else the page
    const {left, top, width, height} = text.getBoundingClientRect(), x = left + width / 2, y = top + height / 2;
    const covers = ({left, right, top, bottom}) => left <= x && x <= right && top <= y && y <= bottom;
    return [...text.ownerSVGElement.querySelectorAll("path, rect")]
      .filter((one) => one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
      .filter((one) => covers(one.getBoundingClientRect()))
      .reduce((below, one) => over(faded(paint(one), one), below), behind(text));
  };
  const paint = (one) => getComputedStyle(one).fill === "none" ? "transparent" : getComputedStyle(one).fill;
  const shown = (one) => one.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const faded = (colour, one) => { const [r, g, b, a] = read(colour); return [r, g, b, a * opacity(one)]; };
"""

TEXTS = """([tools, selector]) => new Function("selector", tools + `
  return [...document.querySelectorAll(selector)].filter(shown).filter((one) => one.textContent.trim()).map((one) => {
    const isDrawn = one instanceof SVGElement, style = getComputedStyle(one);
    const below = isDrawn ? under(one) : behind(one), colour = isDrawn ? style.fill : style.color;
    return [ratio(over(faded(colour, one), below), below), one.textContent.trim().slice(0, 60)];
  });
`)(selector)"""

BORDERS = """([tools, selector]) => new Function("selector", tools + `
  const edge = (one) => chain(one).find((each) => parseFloat(getComputedStyle(each).borderBottomWidth) > 0);
  return [...document.querySelectorAll(selector)].filter(shown).map((one) => {
    const box = edge(one), below = behind(box.parentElement);
    const colour = getComputedStyle(box).borderBottomColor;
    return [ratio(over(faded(colour, box), below), below), one.outerHTML.slice(0, 120)];
  });
`)(selector)"""

Found = list[tuple[float, str]]


def of_texts(page: Page, selector: str) -> Found:
    """How each text stands out from what lies behind it."""
    return [(ratio, what) for ratio, what in page.evaluate(TEXTS, [TOOLS, selector])]


def of_borders(page: Page, selector: str) -> Found:
    """How the frame of each of these, its own or the nearest around it, stands out from the page."""
    return [(ratio, what) for ratio, what in page.evaluate(BORDERS, [TOOLS, selector])]
