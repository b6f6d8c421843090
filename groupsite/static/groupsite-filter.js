/* Filters for lists: shows matching entries, counts the remaining choices, and keeps the
   choice in the address of the page, for links and the back button. */
(() => {
  "use strict";

  const after = (one, other) => (
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING
  );

  /* The text of an entry without its BibTeX. */
  const said = (node) => {
    const source = node.querySelector(".paper-bibtex");
    return window.groupsiteFold(node.textContent.replace(source ? source.textContent : "", ""));
  };

  /* The texts below *nodes* that end with the number *count*, and the text around it. */
  const counters = (nodes, count) => nodes.flatMap((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const parts = text.data.match(/^(.*?)(\d+)(\D*)$/s);
      if (parts && Number(parts[2]) === count) return [{ text, before: parts[1], rest: parts[3] }];
    }
    return [];
  });

  /* The groups of an entry: sections with an id inside *within*, the inner one first. */
  const sectionsAround = (node, within) => {
    const around = [];
    for (let at = node.closest("section"); at && at !== within && within.contains(at);
      at = at.parentElement.closest("section")) if (at.id) around.push(at);
    return around;
  };

  const setUp = (form) => {
    const text = form.elements.q;
    const facets = [...form.querySelectorAll("select")];
    const status = form.querySelector("[role=status]");
    const within = form.parentElement;
    const next = [...within.querySelectorAll(".record-filter")].find((other) => after(form, other));
    const entries = [...within.querySelectorAll(`.${form.dataset.entries}`)].filter((node) => (
      after(form, node) && !(next && after(next, node)) &&
      facets.every(({ name }) => name in node.dataset)
    )).map((node) => ({
      node,
      list: node.parentElement,
      words: "",
      values: facets.map(({ name }) => node.dataset[name].split(" ")),
      /* in several groups, it is counted once */
      name: node.dataset.key ?? node.dataset.id ?? node,
      groups: sectionsAround(node, within),
      date: node.querySelector(".news-date time")?.dateTime,
    }));

    /* Sections with entries, the links to them, and the texts with their counts. */
    const groups = new Map();
    for (const entry of entries) {
      for (const group of entry.groups) {
        if (!groups.has(group)) groups.set(group, { shown: 0, all: 0 });
        groups.get(group).all += 1;
      }
    }
    const first = new Map([...entries].reverse().map((entry) => [entry.name, entry]));
    for (const [section, group] of groups) {
      const links = [...document.querySelectorAll(`a[href="#${CSS.escape(section.id)}"]`)];
      group.links = links.map((link) => link.closest("li") ?? link);
      group.folds = [...section.querySelectorAll(":scope > details")];
      group.counters = counters([
        ...section.querySelectorAll(":scope > :is(h2, h3, h4, h5, h6)"),
        ...group.folds.map((more) => more.querySelector("summary")),
        ...links.filter((link) => link.closest("li")),
      ], group.all);
    }
    const options = facets.map((facet) => [...facet.options].map((option) => ({
      option, label: option.text, count: 0,
    })));

    const update = () => {
      const query = window.groupsiteFold(text.value).split(/\s+/).filter(Boolean);
      const chosen = facets.map((facet) => facet.value);
      const filtered = query.length > 0 || chosen.some(Boolean);
      const shown = new Set();
      let before = null;
      for (const group of groups.values()) group.shown = 0;
      for (const facet of options) for (const option of facet) option.count = 0;
      const index = options.map((facet) => new Map(facet.map((o) => [o.option.value, o])));

      for (const entry of entries) {
        entry.words ||= said(entry.node);
        const misses = [];
        if (query.every((word) => entry.words.includes(word))) {
          chosen.forEach((value, f) => {
            if (value && !entry.values[f].includes(value)) misses.push(f);
          });
          /* An option counts what it would show in combination with the other choices. */
          entry.values.forEach((values, f) => {
            if (misses.some((miss) => miss !== f) || first.get(entry.name) !== entry) return;
            for (const value of values) if (index[f].has(value)) index[f].get(value).count += 1;
          });
        } else {
          misses.push(-1);
        }
        const fits = misses.length === 0;
        if (entry.node.hidden === fits) entry.node.hidden = !fits;
        if (fits) {
          shown.add(entry.name);
          for (const group of entry.groups) groups.get(group).shown += 1;
          if (entry.date) {
            /* a month is printed once, with its first visible item */
            const same = before?.date === entry.date && before.list === entry.list;
            entry.node.classList.toggle("same-date", same);
            before = entry;
          }
        }
      }

      for (const facet of options) {
        for (const { option, label, count } of facet) {
          if (!option.value) continue;
          option.text = `${label} (${count})`;
          option.disabled = option.hidden = !count && !option.selected;
        }
      }
      for (const [section, group] of groups) {
        section.hidden = !group.shown;
        for (const link of group.links) link.toggleAttribute("hidden", !group.shown);
        for (const more of group.folds) {
          if (filtered) more.open = true;
          else if (more.opened) more.open = false;
          more.opened = filtered;
        }
        for (const { text, before: start, rest } of group.counters) {
          text.data = start + group.shown + rest;
        }
      }
      status.textContent = window.groupsiteForm(status, "count", shown.size)
        .replace("{shown}", shown.size).replace("{count}", first.size);
      form.dispatchEvent(new CustomEvent("groupsite-shown", { detail: filtered ? shown : null }));
    };

    /* -- the address -- */

    const controls = [text, ...facets];
    const read = () => {
      const params = new URLSearchParams(window.location.search);
      for (const control of controls) {
        const value = params.get(control.name) ?? "";
        const known = !control.options || [...control.options].some((o) => o.value === value);
        control.value = known ? value : "";
      }
      update();
    };
    const write = (step) => {
      const url = new URL(window.location.href);
      for (const { name, value } of controls) {
        if (value) url.searchParams.set(name, value);
        else url.searchParams.delete(name);
      }
      url.hash = "";
      try {
        window.history[`${step}State`](null, "", url);
      } catch {
        /* pages opened from disk cannot change their address */
      }
      update();
    };

    let typing = false;
    text.addEventListener("input", () => {
      write(typing ? "replace" : "push");
      typing = true;
    });
    for (const facet of facets) {
      facet.addEventListener("change", () => { typing = false; write("push"); });
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("button").addEventListener("click", () => {
      for (const control of controls) control.value = "";
      typing = false;
      write("push");
      text.focus();
    });
    window.addEventListener("popstate", () => { typing = false; read(); });

    form.hidden = false;
    read();
    /* short lists are read sooner than filtered */
    form.querySelector("details").open = controls.some((control) => control.value) ||
      (first.size > 30 && window.matchMedia("(min-width: 48rem)").matches);
  };

  document.querySelectorAll(".record-filter").forEach(setUp);
})();
