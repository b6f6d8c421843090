/* Letters without accents and case: schonlieb finds Schönlieb. Same as model/text.py:fold.
   Also selects plural forms. */
(() => {
  "use strict";
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  window.groupsiteFold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replaceAll("ς", "σ").replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);

  const numbers = new Intl.PluralRules(document.documentElement.lang || undefined);
  window.groupsiteForm = (node, name, number) => (
    node.getAttribute(`data-${name}-${numbers.select(number)}`) ?? node.getAttribute(`data-${name}`)
  );
})();
