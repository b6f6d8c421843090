/* Contrasts of what a page shows of ours (WCAG 2.2, 1.4.3 and 1.4.11), as the browser paints it.
   Returns [kind, name, text, ratio] of each piece; the canvas knows all notations of colours. */
() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (colours) => {
    context.globalAlpha = 1;
    context.fillStyle = "white";
    context.fillRect(0, 0, 1, 1);
    for (const [colour, opacity] of colours) {
      context.globalAlpha = opacity;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    const found = [];
    for (let e = element; e; e = e.parentElement) found.unshift([getComputedStyle(e).backgroundColor, 1]);
    return found;
  };
  const opacity = (element) => {
    let all = 1;
    for (let e = element; e; e = e.parentElement) all *= Number(getComputedStyle(e).opacity);
    return all;
  };
  const ratio = (colour, element, ground = element) => {
    const under = behind(ground);
    return contrast(painted([...under, [colour, opacity(element)]]), painted(under));
  };
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;
  const result = [];
  const note = (kind, element, text, colour, ground) =>
    result.push([kind, `${element.localName}.${element.getAttribute("class") ?? ""}`, text, Math.round(100 * ratio(colour, element, ground)) / 100]);
  const theirs = new Set();
  for (const sort of ["internal", "external"]) {
    const words = document.createElement("p");
    words.innerHTML = `<a class="reference ${sort}" href="https://example.org/${sort}">link</a>`;
    document.querySelector("h1").after(words);
    theirs.add(getComputedStyle(words.firstChild).color);
    words.remove();
  }
  const ours = ".records, .record-filter, .year-chart, .facts, .people, .sortable, .export, .record-page";
  const elements = new Set([...document.querySelectorAll(ours)].flatMap((root) => [root, ...root.querySelectorAll("*")]));
  for (const e of elements) {
    if (!shown(e)) continue;
    const style = getComputedStyle(e);
    const text = [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data.trim()).join("");
    const colour = e.localName === "text" ? style.fill : style.color;
    /* links are the theme's, whatever it makes of them */
    if (text && !(e.closest("a") && theirs.has(colour)) && e.localName !== "option") note(e.closest("a") ? "link" : "text", e, text, colour);
    const before = getComputedStyle(e, "::before");
    if (e.matches(".news-item")) note("part", e, "dot", before.backgroundColor, e.parentElement);
    if (e.matches(".news-kind") && before.maskImage.startsWith("url(") && parseFloat(before.width) > 0) note("part", e, "icon", before.backgroundColor);
    if (e.matches(".person[data-monogram]") && before.content !== "none") note("text", e, "monogram", before.color);
    if (e.matches(".year-chart li")) note("part", e, "key", before.backgroundColor);
    if (e.matches("rect:not(.target)")) note("part", e, "bar", style.fill, e.closest("figure"));
    if (e.matches("input, select, .record-filter button, .bibtex-copy")) note("part", e, "edge", style.borderTopColor, e.parentElement);
  }
  return result;
}
