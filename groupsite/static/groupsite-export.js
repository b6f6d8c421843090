/* The files of a filtered list: they have the entries that are shown. */
(() => {
  "use strict";

  /* What stands between two entries of a file, by its ending. */
  const BETWEEN = { bib: /\n\n(?=@)/, ris: /\n\n(?=TY)/, txt: /\n\n/ };

  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };

  /* The file at *address* with the entries in *shown* alone. All files have the same order,
     and only CSL-JSON has keys that are found without reading its format. */
  const chosen = async (address, ending, shown) => {
    const stem = address.slice(0, -ending.length);
    const items = JSON.parse(await fetched(`${stem}csl.json`));
    if (ending === "csl.json") {
      return JSON.stringify(items.filter((item) => shown.has(item.id)), null, 1);
    }
    const text = await fetched(address);
    const entries = text.replaceAll("\r\n", "\n").trim().split(BETWEEN[ending]);
    const kept = `${entries.filter((_, n) => shown.has(items[n].id)).join("\n\n")}\n`;
    return text.includes("\r\n") ? kept.replaceAll("\n", "\r\n") : kept;
  };

  for (const form of document.querySelectorAll(".export + .record-filter")) {
    for (const link of form.previousElementSibling.querySelectorAll("a")) {
      const name = link.pathname.split("/").pop();
      const ending = name.slice(name.indexOf(".") + 1);
      if (ending !== "csl.json" && !(ending in BETWEEN)) continue;
      const label = link.textContent;
      form.addEventListener("groupsite-shown", ({ detail }) => {
        link.textContent = detail ? `${label} (${detail.size})` : label;
        link.shown = detail;
      });
      link.addEventListener("click", async (event) => {
        if (!link.shown) return;
        event.preventDefault();
        const save = document.createElement("a");
        save.download = name;
        try {
          save.href = URL.createObjectURL(new Blob([await chosen(link.href, ending, link.shown)]));
        } catch {
          /* pages opened from disk cannot read files: the whole one is better than none */
          save.href = link.href;
        }
        save.click();
        URL.revokeObjectURL(save.href);
      });
    }
  }
})();
