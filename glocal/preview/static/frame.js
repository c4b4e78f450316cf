// In the shop's own page: marks findings, and tells the app around it what was clicked. It can reach nothing else.
(() => {
  "use strict";
  const holder = document.getElementById("glocal-preview-data");
  if (!holder || window.parent === window) return;
  const data = JSON.parse(holder.textContent);
  const tell = (message) => window.parent.postMessage({ glocal: message }, "*");
  const bare = (text) => text.replace(/[\s\u200b-\u200f\u2060-\u2069]+/g, "");

  const byText = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("script, style, head, .glocal-mark")) continue;
    const text = bare(element.textContent);
    if (!text || text.length > 20000) continue;
    const known = byText.get(text);
    if (!known) byText.set(text, [element]);
    else if (known[known.length - 1].contains(element)) known[known.length - 1] = element;
    else known.push(element);
  }
  const bySource = (src) => [...document.images].filter((image) => decodeURI(image.src).endsWith("/" + src));
  const bySku = (sku) => [...document.querySelectorAll("input, [data-sku]")].filter((e) => e.value === sku || e.dataset.sku === sku).map((e) => e.closest("label") || e);

  for (const value of data.values) {
    const found = value.group === "Picture" && value.field === "images" ? bySource(value.text) : byText.get(bare(value.text)) || [];
    for (const element of found) if (!element.dataset.glocal) element.dataset.glocal = value.field;
  }

  const find = (target) => {
    if (target.kind === "src") return bySource(target.value);
    if (target.kind === "sku") return bySku(target.value);
    return byText.get(bare(target.value)) || [];
  };
  const visible = (element) => element && element.getClientRects().length > 0;
  const marks = data.marks.map((mark) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `glocal-mark ${mark.severity} ${mark.status === "open" ? "" : mark.status}`;
    button.textContent = mark.number;
    button.title = mark.text;
    button.setAttribute("aria-label", data.finding.replace("{number}", mark.number).replace("{text}", () => mark.text));
    button.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); tell({ finding: mark.number }); });
    return { button, mark };
  });
  const place = () => {
    const taken = new Map();
    for (const { button, mark } of marks) {
      const element = mark.targets.flatMap(find).find(visible);
      if (!element) { button.remove(); continue; }
      const box = element.getBoundingClientRect();
      const nth = taken.get(element) || 0;
      taken.set(element, nth + 1);
      const rtl = getComputedStyle(element).direction === "rtl";
      const x = rtl ? box.right - 20 - 28 * nth : box.left - 6 + 28 * nth;
      button.style.left = `${Math.max(2, x + window.scrollX)}px`;
      button.style.top = `${Math.max(2, box.top - 8 + window.scrollY)}px`;
      if (!button.isConnected) document.body.append(button);
    }
  };
  place();
  window.addEventListener("load", place);
  new ResizeObserver(place).observe(document.body);

  document.addEventListener("click", (event) => {
    if (event.target.closest(".glocal-mark")) return;
    const valued = event.target.closest("[data-glocal]");
    const link = event.target.closest("a[href]");
    if (link) {
      event.preventDefault();
      if (!valued) { tell({ link: link.getAttribute("href") }); }
    }
    if (valued) { tell({ field: valued.dataset.glocal }); return; }
    const text = event.target.childElementCount === 0 ? event.target.textContent.trim() : "";
    if (text && text.length < 200) tell({ word: text });
  });
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, textarea, select")) tell({ key: event.key });
  });
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data || typeof event.data !== "object") return;
    const { finding, field } = event.data;
    document.querySelectorAll(".glocal-lit, .lit").forEach((e) => e.classList.remove("glocal-lit", "lit"));
    const mark = marks.find((m) => m.mark.number === finding);
    if (mark && mark.button.isConnected) { mark.button.classList.add("lit"); mark.button.scrollIntoView({ block: "center" }); }
    if (typeof field === "string") {
      const element = [...document.querySelectorAll("[data-glocal]")].find((e) => e.dataset.glocal === field && visible(e));
      if (element) { element.classList.add("glocal-lit"); element.scrollIntoView({ block: "nearest" }); }
    }
  });
  tell({ ready: true });
})();
