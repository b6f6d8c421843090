/* Colours and controls. Loaded before the page is drawn, so that colours do not flash. */
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const modes = ["auto", "light", "dark"];

  const stored = () => {
    try {
      const mode = window.localStorage.getItem("mode");
      return modes.includes(mode) ? mode : "auto";
    } catch {
      return "auto"; // a browser that keeps nothing
    }
  };
  let mode = stored();

  const show = () => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  };
  show();
  dark.addEventListener("change", show);

  document.addEventListener("DOMContentLoaded", () => {
    // what needs a script is shown by one
    document.querySelectorAll(".site-search, .search-form, .theme-switch").forEach(
      (control) => { control.hidden = false; },
    );
    const button = document.querySelector(".theme-switch");
    const name = button?.querySelector("span");
    if (!button || !name) return;
    const label = () => { name.textContent = button.dataset[mode]; };
    label();
    button.addEventListener("click", () => {
      mode = modes[(modes.indexOf(mode) + 1) % modes.length];
      try { window.localStorage.setItem("mode", mode); } catch { /* kept for this page */ }
      show();
      label();
    });
  });
})();
