/* Adds a button that copies the BibTeX of a paper. */
(() => {
  "use strict";

  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not copied");
  };

  document.querySelectorAll(".bibtex-file").forEach((line) => {
    const source = line.parentElement.querySelector(".bibtex pre, pre.bibtex");
    if (!source) return;
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.className = "bibtex-copy";
    button.textContent = line.dataset.copy;
    status.setAttribute("role", "status");
    button.addEventListener("click", () => {
      copy(source.textContent.trimEnd() + "\n").then(
        () => { status.textContent = line.dataset.copied; },
        () => { status.textContent = line.dataset.failed; },
      );
    });
    line.prepend(button, " ", status, " ");
  });
})();
