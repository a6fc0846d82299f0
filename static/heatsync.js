/* What a page without script does already, made nicer: copy, share, and a quiet place to read. */
(() => {
  "use strict";

  const one = (selector, inside = document) => inside.querySelector(selector);

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
      copy.textContent = copy.dataset.copy;
      return;
    }
    const share = event.target.closest("[data-share]");
    if (share) {
      await navigator.share({ title: share.dataset.share, url: address }).catch(() => {});
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
