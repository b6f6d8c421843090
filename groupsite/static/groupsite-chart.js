/* Charts of filtered lists: bars and table count the entries that are shown. */
(() => {
  "use strict";

  const forms = [...document.querySelectorAll(".record-filter")];

  for (const figure of document.querySelectorAll(".chart[data-by]")) {
    const form = forms.filter((other) => (
      other.parentElement === figure.parentElement &&
      other.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING
    )).pop();
    if (!form) continue;
    const { by, most } = figure.dataset;
    const [head, ...rows] = figure.querySelectorAll("tr");
    const values = [...head.cells].map((cell) => cell.dataset.value);
    const bars = [...figure.querySelectorAll("svg a")].map((link, number) => ({
      link,
      cells: rows.at(-1 - number).cells,
      section: document.getElementById(link.getAttribute("href").slice(1)),
      pieces: [...link.querySelectorAll("[data-value]")],
      sum: link.querySelector("text"),
      title: link.getAttribute("aria-label").replace(/\d+$/, ""),
    }));
    const [top, height] = [20, 110];

    form.addEventListener("groupsite-shown", () => {
      for (const { link, cells, section, pieces, sum, title } of bars) {
        const counts = {};
        let [all, bottom] = [0, top + height];
        for (const entry of section.querySelectorAll(`[data-${by}]:not([hidden])`)) {
          counts[entry.dataset[by]] = (counts[entry.dataset[by]] ?? 0) + 1;
          all += 1;
        }
        for (const piece of pieces) {
          const size = (counts[piece.dataset.value] ?? 0) * height / most;
          bottom -= size;
          piece.setAttribute("y", bottom);
          piece.setAttribute("height", size);
        }
        sum.textContent = all;
        sum.setAttribute("y", bottom - 5);
        link.setAttribute("aria-label", title + all);
        values.forEach((value, n) => { if (value) cells[n].textContent = counts[value] ?? 0; });
        cells[cells.length - 1].textContent = all;
      }
    });
  }
})();
