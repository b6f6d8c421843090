/* Letters without accents and case: schonlieb finds Schönlieb. As core/text.py:fold. */
(() => {
  "use strict";
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  window.groupsiteFold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
})();
