// Keys, the frame's messages, reloading by itself. Every page works without it.
(() => {
  "use strict";
  const frame = document.getElementById("page");
  let dirty = false;

  document.addEventListener("input", (event) => { if (event.target.closest("[data-write], .sheet textarea, .sheet input")) dirty = true; });
  document.addEventListener("submit", () => { dirty = false; });
  document.addEventListener("change", (event) => { if (event.target.matches("[data-submit]")) event.target.form.requestSubmit(); });

  for (const field of document.querySelectorAll("[data-keep]")) {
    const name = `glocal-${field.dataset.keep}`;
    field.value ||= localStorage.getItem(name) || "";
    field.addEventListener("change", () => localStorage.setItem(name, field.value));
  }

  const press = (key) => {
    if (key === "?") { const keys = document.getElementById("keys"); if (!keys.open) keys.showModal(); return true; }
    if (key === "/") { const search = document.getElementById("q"); if (search) { search.focus(); return true; } location.assign("/products"); return true; }
    const link = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
    if (!link) return false;
    location.assign(link.href);
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    if (press(event.key)) event.preventDefault();
  });

  const panel = (changes) => {
    const inside = document.querySelector("[data-product]");
    if (!inside || dirty) return;
    const params = new URLSearchParams(inside.dataset.params);
    for (const [name, value] of Object.entries(changes)) params.set(name, value);
    const to = `${inside.dataset.product}?${params}`;
    if (window.htmx) {
      htmx.ajax("GET", to, { target: "#panel", select: "#panel", swap: "outerHTML" }).then(() => {
        history.replaceState(null, "", to);
        document.querySelector(".inside")?.parentElement.scrollTo(0, 0);
        if (matchMedia("(max-width: 64rem)").matches) document.getElementById("panel").scrollIntoView();
      });
    } else location.assign(to);
  };
  const current = () => new URLSearchParams(location.search).get("panel") || "findings";
  const light = (number) => {
    const show = () => {
      const item = document.getElementById(`finding-${number}`);
      if (!item) return;
      document.querySelectorAll(".finding.lit").forEach((e) => e.classList.remove("lit"));
      item.classList.add("lit");
      item.scrollIntoView({ block: "nearest" });
    };
    if (current() === "findings") { show(); return; }
    panel({ panel: "findings" });
    document.body.addEventListener("htmx:afterSettle", show, { once: true });
  };
  const follow = (href) => {
    const found = /^(?:\.\.\/)+([a-z0-9-]+)\/([^/]+)\/index\.html$/i.exec(href);
    const options = found ? document.querySelectorAll("[name=at] option") : [];
    const market = found && found[1].slice(found[1].lastIndexOf("-") + 1).toUpperCase();
    if ([...options].some((o) => o.value === market)) {
      const params = new URLSearchParams(location.search);
      params.set("at", market);
      params.delete("language");
      location.assign(`${location.pathname}?${params}`);
    }
  };
  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || !event.data || typeof event.data.glocal !== "object") return;
    const { finding, field, word, key, link } = event.data.glocal;
    if (Number.isInteger(finding)) light(finding);
    else if (typeof field === "string") panel(current() === "texts" && /^(title|description|images\[\d+\]\.alt)$/.test(field) ? { panel: "texts", field } : { panel: "values", field });
    else if (typeof word === "string" && current() === "texts") panel({ panel: "texts", word: word.slice(0, 200) });
    else if (typeof link === "string") follow(link);
    else if (typeof key === "string") press(key);
  });
  document.addEventListener("click", (event) => {
    const item = event.target.closest(".finding[data-number]");
    if (item && frame && !event.target.closest("a, button, summary, input, textarea, select")) frame.contentWindow.postMessage({ finding: Number(item.dataset.number) }, "*");
  });

  const fit = () => {
    for (const pane of document.querySelectorAll(".pane")) {
      const inner = pane.querySelector("iframe");
      const wanted = pane.classList.contains("small") ? 420 : pane.classList.contains("w1280") ? 1280 : pane.classList.contains("w768") ? 768 : pane.classList.contains("w360") ? 360 : 0;
      if (!wanted) continue;
      const scale = Math.min(1, pane.clientWidth / wanted);
      inner.style.width = `${wanted}px`;
      inner.style.height = `${pane.clientHeight / scale}px`;
      inner.style.transform = scale < 1 ? `scale(${scale})` : "";
      inner.style.marginInline = scale < 1 ? "0" : "auto";
      pane.style.overflow = "hidden";
    }
  };
  fit();
  window.addEventListener("resize", fit);

  document.body.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = document.body.dataset.csrf; });
  document.body.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.xhr.status >= 400 && event.detail.target.id === "remarks") event.detail.shouldSwap = false; });
  document.body.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target.id === "panel") dirty = false; });

  let source = null, leaving = false;
  const listen = () => {
    if (document.hidden) { source?.close(); source = null; return; }
    if (source || !window.EventSource) return;
    source = new EventSource("/events");
    source.addEventListener("version", (event) => {
      if (leaving || event.data === document.body.dataset.version) return;
      if (dirty) document.getElementById("stale").hidden = false;
      else location.reload();
    });
  };
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("beforeunload", () => { leaving = true; source?.close(); });
  listen();
})();
