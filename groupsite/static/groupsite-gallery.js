/* Shows the large copy of a picture of a gallery above the page. */
(() => {
  "use strict";

  const button = (name, words, mark) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `gallery-${name}`;
    made.setAttribute("aria-label", words);
    made.textContent = mark;
    return made;
  };

  document.querySelectorAll(".gallery").forEach((gallery) => {
    const links = [...gallery.querySelectorAll("figure > a")];
    const dialog = document.createElement("dialog");
    if (!dialog.showModal) return;
    dialog.className = "gallery-dialog";
    const picture = document.createElement("img");
    const caption = document.createElement("p");
    const words = gallery.dataset;
    const close = button("close", words.close, "×");
    const previous = button("previous", words.previous, "‹");
    const next = button("next", words.next, "›");
    dialog.append(picture, caption, close);
    if (links.length > 1) dialog.append(previous, next);
    let shown = 0;

    const show = (number) => {
      shown = (number + links.length) % links.length;
      const link = links[shown];
      const text = link.parentElement.querySelector("figcaption");
      [picture.width, picture.height] = link.dataset.size.split(" ");
      picture.src = link.dataset.webp || link.href;
      picture.alt = link.querySelector("img").alt;
      caption.textContent = text ? text.textContent.trim() : "";
    };
    links.forEach((link, number) => {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        if (!dialog.isConnected) gallery.after(dialog);
        show(number);
        dialog.showModal();
      });
    });
    close.addEventListener("click", () => dialog.close());
    previous.addEventListener("click", () => show(shown - 1));
    next.addEventListener("click", () => show(shown + 1));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") show(shown - 1);
      if (event.key === "ArrowRight") show(shown + 1);
    });
    dialog.addEventListener("close", () => links[shown].focus());
  });
})();
