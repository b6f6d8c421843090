/* Makes tables sortable, with a button in each heading. */
(() => {
  "use strict";
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

  document.querySelectorAll("table.sortable").forEach((table) => {
    const headings = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent.trim();
      heading.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = heading.ariaSort === "descending";
        for (const other of headings) other.ariaSort = null;
        heading.ariaSort = up ? "ascending" : "descending";
        const words = (row) => row.cells[column].textContent.trim();
        const rows = [...body.rows].sort((a, b) => compare(words(a), words(b)) * (up ? 1 : -1));
        body.append(...rows);
      });
    });
  });
})();
