/* Search and filters. Without this script every page says the same. Texts are only ever set as text. */
"use strict";
(() => {
  const root = document.body.dataset.root || "";
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  /* -------------------------------------------------------------------------------------------- menu */
  const groups = Array.from(document.querySelectorAll(".menu details"), (group) => ({ group, open: group.open }));
  const narrow = window.matchMedia("(max-width: 52rem)");
  const fit = () => { groups.forEach(({ group, open }) => { group.open = open && !narrow.matches; }); };
  fit();
  narrow.addEventListener("change", fit);

  /* --------------------------------------------------------------------------------- what an address names */
  const show = () => {
    const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!named) { return; }
    for (let node = named; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    named.querySelectorAll(":scope > details").forEach((part) => { part.open = true; });
    named.scrollIntoView();
  };
  show();
  window.addEventListener("hashchange", show);

  /* -------------------------------------------------------------------------------------------- tables */
  /* Rows of a table that is too wide for a narrow screen become cards: each cell needs the name of its column. */
  const small = window.matchMedia("(max-width: 40rem)");
  const tables = Array.from(document.querySelectorAll(".scroll > table:not(.cards-when-narrow)"));
  const label = (table) => {
    const names = Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent);
    Array.from(table.tBodies[0].rows).forEach((row) => {
      Array.from(row.cells).forEach((cell, place) => { if (place) { cell.dataset.label = names[place]; } });
    });
    table.classList.add("cards-when-narrow", "compact");
  };
  const lay = () => {
    if (!small.matches) { return; }
    tables.filter((table) => table.tHead.rows[0].cells.length > 2 ||
      table.parentElement.scrollWidth > table.parentElement.clientWidth).forEach(label);
  };
  lay();
  small.addEventListener("change", lay);

  /* ------------------------------------------------------------------------------------------- filters */
  document.querySelectorAll("[data-filters]").forEach((box) => {
    const table = box.nextElementSibling && box.nextElementSibling.querySelector("table");
    if (!table) { return; }
    const rows = Array.from(table.tBodies[0].rows, (row) => ({ row, text: fold(row.textContent) }));
    const words = box.querySelector("[data-filter-text]");
    const tones = Array.from(box.querySelectorAll("[data-filter-tone]"));
    const count = box.querySelector("[data-filter-count]");
    const apply = () => {
      const asked = fold(words.value).split(/\s+/).filter(Boolean);
      const wanted = tones.filter((one) => one.checked).map((one) => one.dataset.filterTone);
      let shown = 0;
      rows.forEach(({ row, text }) => {
        const fits = asked.every((word) => text.includes(word)) &&
          (tones.length === wanted.length || wanted.some((tone) => row.querySelector("b." + tone + ", td." + tone)));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = count.dataset.text.replace("%1", shown).replace("%2", rows.length);
    };
    words.addEventListener("input", apply);
    tones.forEach((one) => one.addEventListener("change", apply));
    box.hidden = false;
    apply();
  });

  /* -------------------------------------------------------------------------------------------- search */
  const box = document.querySelector(".search");
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  if (!box || !document.body.dataset.index) { return; }
  box.hidden = false;
  let index = null;
  let chosen = -1;
  const load = () => {
    if (index !== null) { return; }
    index = [];
    const script = document.createElement("script");
    script.src = document.body.dataset.index;
    script.onload = () => {
      /* A folder, the kinds of pages in it, and its pages: last step, title, number of the kind, numbers of phrases. */
      const { words, folders } = window.grondslagIndex || { words: [], folders: [] };
      index = folders.flatMap(([folder, sorts, rows]) => rows.map(([step, title, sort, ...more]) => ({
        title, sort: sorts[sort], url: folder + (step ? step + "/" : "") + "index.html",
        text: fold([title, step, sorts[sort], ...more.map((one) => words[one])].join(" ")),
      })));
      look();
    };
    document.head.append(script);
  };
  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const open = (url) => { location.href = root + url; };
  const look = () => {
    const asked = fold(input.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!asked.length) { found.textContent = ""; close(); return; }
    const hits = (index || []).filter((one) => asked.every((word) => one.text.includes(word)));
    const first = (one) => (asked.every((word) => fold(one.title).includes(word)) ? 0 : 1);
    hits.sort((one, other) => first(one) - first(other));
    hits.slice(0, 12).forEach((hit, number) => {
      const item = document.createElement("li");
      item.id = "result-" + number;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.url = hit.url;
      item.append(hit.title);
      const sort = document.createElement("span");
      sort.className = "sort";
      sort.textContent = hit.sort;
      item.append(sort);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); open(hit.url); });
      list.append(item);
    });
    found.textContent = found.dataset.text.replace("%1", hits.length);
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    chosen = -1;
  };
  const choose = (number) => {
    const items = Array.from(list.children);
    if (!items.length) { return; }
    chosen = (number + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); look(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
    else if (event.key === "Escape") { close(); }
    else if (event.key === "Enter") {
      const item = list.children[chosen < 0 ? 0 : chosen];
      if (item && !list.hidden) { open(item.dataset.url); }
    }
  });
})();
