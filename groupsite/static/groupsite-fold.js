/* Letters without accents and case: schonlieb finds Schönlieb. As core/text.py:fold. */
(() => {
  "use strict";
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  window.groupsiteFold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replaceAll("ς", "σ").replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
})();
