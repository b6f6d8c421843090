/* Colours and controls. Loaded before the page is drawn, so that colours do not flash. */
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const modes = ["auto", "light", "dark"];

  let mode = "";
  try {
    mode = window.localStorage.getItem("mode");
  } catch {
    /* a browser that keeps nothing */
  }
  if (!modes.includes(mode)) mode = "auto";

  const show = () => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  };
  show();
  dark.addEventListener("change", show);

  /* The contents beside a page mark the section that is being read. */
  const follow = (links) => {
    const inside = new Set();
    const observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        inside[isIntersecting ? "add" : "delete"](`#${target.id}`);
      }
      const here = links.filter((link) => inside.has(decodeURIComponent(link.hash))).at(-1);
      for (const link of links) link.toggleAttribute("data-here", link === here);
    }, { rootMargin: "-15% 0px -84%" });
    for (const link of links) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) observer.observe(section);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    follow([...document.querySelectorAll(".page-contents a")]);
    const button = document.querySelector(".theme-switch");
    const name = button?.querySelector("span span");
    if (!button || !name) return;
    const label = () => {
      name.textContent = button.dataset[mode];
      button.title = name.parentNode.textContent;
    };
    label();
    button.addEventListener("click", () => {
      mode = modes[(modes.indexOf(mode) + 1) % modes.length];
      try {
        window.localStorage.setItem("mode", mode);
      } catch {
        /* kept for this page */
      }
      show();
      label();
    });
  });
})();
