/* The field for heat sheets, made nicer: files dropped anywhere, a row for each with its size and a way to take it out. */
(() => {
  "use strict";

  const one = (selector, inside = document) => inside.querySelector(selector);
  const millions = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const size = (bytes) => bytes >= 1e6 ? `${millions.format(bytes / 1e6)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

  const prepare = (drop) => {
    const input = one("input[type=file]", drop);
    const note = one("[data-note]", drop);
    let chosen = [];

    const row = (file) => {
      const item = one("[data-row]", drop).content.cloneNode(true);
      const remove = one("button", item);
      one(".file-name", item).textContent = file.name;
      one(".file-note", item).textContent = size(file.size);
      one(".hidden", remove).textContent = ` ${file.name}`;
      remove.addEventListener("click", () => { chosen = chosen.filter((other) => other !== file); show(); input.focus(); });
      return item;
    };

    const show = (words = "") => {
      const files = new DataTransfer();
      chosen.forEach((file) => files.items.add(file));
      input.files = files.files;
      one("[data-chosen]", drop).replaceChildren(...chosen.map(row));
      const much = chosen.reduce((sum, file) => sum + file.size, 0) > Number(drop.dataset.most);
      note.textContent = words || (much ? note.dataset.tooMuch : "");
    };

    const add = (files) => {
      const said = [];
      for (const file of files) {
        if (chosen.some((other) => same(file, other))) said.push(`${file.name} ${note.dataset.twice}.`);
        else if (file.size > Number(drop.dataset.mostOfOne)) said.push(`${file.name} ${note.dataset.tooLarge}.`);
        else chosen.push(file);
      }
      show(said.join(" "));
    };

    input.form.addEventListener("reset", () => { chosen = []; show(); });
    input.addEventListener("change", () => add(input.files));
    document.addEventListener("drop", (event) => {
      if (drop.isConnected && event.dataTransfer.files.length) add(event.dataTransfer.files);
    });
    add(input.files);
  };

  const drops = () => [...document.querySelectorAll("[data-drop]")];
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drops().forEach((drop) => drop.classList.add("over"));
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drops().forEach((drop) => drop.classList.remove("over"));
  });
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) event.preventDefault();
    drops().forEach((drop) => drop.classList.remove("over"));
  });

  /* A field of one line that becomes as high as what is typed. */
  const grow = (field) => { field.rows = Math.max(1, field.value.split("\n").length); };
  document.addEventListener("input", (event) => { if (event.target.matches("[data-grows]")) grow(event.target); });

  const ready = new WeakSet();
  const look = () => drops().filter((drop) => !ready.has(drop)).forEach((drop) => { ready.add(drop); prepare(drop); });
  look();
  document.addEventListener("htmx:load", (event) => { look(); one("[data-focus]", event.detail.elt)?.focus(); });
})();
