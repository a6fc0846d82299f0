/* The arm card: on the whole screen, and as a PNG, which phones take for the lock screen. */
(() => {
  "use strict";

  const show = (selector, works) => document.querySelectorAll(selector).forEach((button) => { button.hidden = !works; });
  show("[data-full]", document.fullscreenEnabled);
  show("[data-print]", true);
  show("[data-picture]", true);
  show("[data-plain]", false);

  const png = async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.naturalWidth, height: picture.naturalHeight });
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  /* A phone's share sheet can save to its photos; elsewhere the file is downloaded. */
  const hand_over = async (blob) => {
    const file = new File([blob], "arm-card.png", { type: "image/png" });
    if (navigator.maxTouchPoints && navigator.canShare?.({ files: [file] })) {
      await navigator.share({ files: [file] }).catch(() => {});
      return;
    }
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: file.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (button?.matches("[data-full]")) button.closest("[data-card]").requestFullscreen();
    if (button?.matches("[data-print]")) window.print();
    if (button?.matches("[data-picture]")) hand_over(await png(button.dataset.picture));
  });
})();
