/* Searches for people, papers, news and pages in the index made by the build. */
(() => {
  "use strict";
  const form = document.querySelector(".search-form");
  const index = window.groupsiteIndex;
  if (!form || !index) return;
  const input = form.elements.q;
  const status = document.querySelector("[data-found]");
  const list = document.querySelector(".search-results");
  const MOST = 50;

  const split = (text) => window.groupsiteFold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const entries = index.entries.map(([kind, title, url, detail, words]) => ({
    kind, title, url, detail,
    fields: [split(title), split(detail), words.split(" ")],
    names: split(`${index.kinds[kind][0]} ${index.all[kind]}`),
  }));
  const WEIGHTS = [12, 5, 2];

  /* How well a word matches: as a whole or as a prefix; the best field counts. The name of
     a kind, in singular or plural, matches all its records. */
  const meets = (entry, word) => Math.max(...entry.fields.map((words, field) => {
    if (words.includes(word)) return WEIGHTS[field];
    return words.some((other) => other.startsWith(word)) ? WEIGHTS[field] * 0.6 : 0;
  }), entry.names.includes(word) ? WEIGHTS[0] : 0);

  const scored = (words, every) => entries.map((entry) => {
    const found = words.map((word) => meets(entry, word));
    if (every ? found.includes(0) : !found.some(Boolean)) return { entry, score: 0 };
    const sum = found.reduce((a, b) => a + b, 0);
    /* prefer titles that consist mostly of the query */
    const share = words.length / Math.max(words.length, entry.fields[0].length);
    return { entry, score: sum * (1 + share) * index.kinds[entry.kind][1] };
  }).filter(({ score }) => score).sort((a, b) => b.score - a.score);

  const find = (words) => {
    for (const every of [true, false]) {
      const found = scored(words, every);
      if (found.length) return found;
    }
    /* regularised also finds regularisation */
    const stems = words.map((word) => (word.length > 6 ? word.slice(0, -3) : word));
    return scored(stems, true);
  };

  const shown = ({ entry }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry.url;
    link.textContent = entry.title;
    const kind = document.createElement("span");
    kind.textContent = [index.kinds[entry.kind][0], entry.detail].filter(Boolean).join(" · ");
    item.append(link, kind);
    return item;
  };

  const search = () => {
    const typed = split(input.value);
    const telling = typed.filter((word) => !index.common.includes(word));
    const words = telling.length ? telling : typed;
    const found = words.length ? find(words) : [];
    list.replaceChildren(...found.slice(0, MOST).map(shown));
    const some = window.groupsiteForm(status, "found", found.length);
    status.textContent = !words.length ? "" :
      (found.length ? some.replace("{count}", found.length) : status.dataset.none);
  };

  const read = () => {
    input.value = new URLSearchParams(window.location.search).get("q") ?? "";
    search();
  };
  input.addEventListener("input", () => {
    search();
    try {
      const query = input.value ? `?q=${encodeURIComponent(input.value)}` : "?";
      window.history.replaceState(null, "", query);
    } catch {
      /* pages opened from disk cannot change their address */
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", read);
  /* words may have been typed while the index was loaded */
  if (input.value) search();
  else read();
})();
