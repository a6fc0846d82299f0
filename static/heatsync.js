/* What a page without script does already, made nicer: files by drag and drop, copy, share, and a quiet place to read. */
(() => {
  "use strict";

  const one = (selector, inside = document) => inside.querySelector(selector);

  /* The files that are chosen, each with its size and a way to take it out again. */
  const drop = one("[data-drop]");
  if (drop) {
    const input = one("input[type=file]", drop);
    const list = one("[data-chosen]", drop);
    let chosen = [];

    const size = (bytes) => bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;
    const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

    const element = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });

    const show = () => {
      const files = new DataTransfer();
      chosen.forEach((file) => files.items.add(file));
      input.files = files.files;
      list.replaceChildren(...chosen.map((file) => {
        const row = element("li", "", "file");
        const remove = element("button", "Remove", "plain");
        remove.type = "button";
        remove.append(element("span", ` ${file.name}`, "hidden"));
        remove.addEventListener("click", () => { chosen = chosen.filter((other) => other !== file); show(); input.focus(); });
        row.append(element("span", file.name, "file-name"), element("span", size(file.size), "file-note"), remove);
        return row;
      }));
    };

    const add = (files) => {
      chosen = chosen.concat([...files].filter((file) => !chosen.some((other) => same(file, other))));
      show();
    };

    input.addEventListener("change", () => add(input.files));
    document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      add(event.dataTransfer.files);
    });
    add(input.files);
  }

  one("[data-focus]")?.focus();

  /* Buttons that need script show up only where it works. */
  const reveal = () => {
    const copy = one("[data-copy]");
    const share = one("[data-share]");
    if (copy && navigator.clipboard) copy.hidden = false;
    if (share && navigator.share) share.hidden = false;
  };
  reveal();
  document.addEventListener("htmx:load", reveal);

  document.addEventListener("click", async (event) => {
    const address = one("[data-link]")?.value;
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      await navigator.clipboard.writeText(address);
      copy.textContent = "Copied";
    } else if (event.target.closest("[data-share]")) {
      await navigator.share({ title: "Races from a heat sheet", url: address }).catch(() => {});
    }
  });

  /* When a part of the page is replaced, the reader's line stays where it was, and what was unfolded stays so. */
  let place;
  const swims = () => [...document.querySelectorAll(".swim[data-key]")];
  document.addEventListener("htmx:oobBeforeSwap", () => {
    const reading = swims().find((swim) => swim.getBoundingClientRect().top >= 0);
    place = {
      key: reading?.dataset.key,
      top: reading?.getBoundingClientRect().top,
      open: swims().filter((swim) => one("details[open]", swim)).map((swim) => swim.dataset.key),
    };
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    document.title = one("[data-title]")?.dataset.title ?? document.title;
    if (!place) return;
    swims().filter((swim) => place.open.includes(swim.dataset.key)).forEach((swim) => { one("details", swim).open = true; });
    const reading = swims().find((swim) => swim.dataset.key === place.key);
    if (reading && window.scrollY > 0) window.scrollBy(0, reading.getBoundingClientRect().top - place.top);
    place = null;
  });
})();
