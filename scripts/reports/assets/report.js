// Language, sorting, filters, downloads and charts of the report. No page needs a server, and none needs this file to be read.
(() => {
  "use strict";

  const root = document.documentElement;
  const remembered = { read: () => { try { return localStorage.getItem("lookback-language"); } catch { return null; } },
    write: (language) => { try { localStorage.setItem("lookback-language", language); } catch { /* it is asked again */ } } };

  function speak(language) {
    root.lang = language;
    root.dataset.language = language;
  }
  speak(remembered.read() || ((navigator.language || "").startsWith("ko") ? "ko" : "en"));

  // What a cell shows in the language chosen.
  const shown = (cell) => {
    const spoken = cell.querySelectorAll(`[lang="${root.dataset.language}"]`);
    return (spoken.length ? [...spoken].map((part) => part.textContent).join(" ") : cell.textContent).trim();
  };
  // What the mart holds: kept beside what is shown where the two differ.
  const held = (cell) => (cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent);

  function sortable(table) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, position) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isNumber = head.classList.contains("number");
        const isUp = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "descending" : !isNumber;
        const order = new Intl.Collator(root.lang, { numeric: true }).compare;
        const keyed = [...body.rows].map((row, index) => {
          const cell = row.cells[position];
          return { row, index, key: isNumber ? (held(cell) === "" ? null : Number(held(cell))) : shown(cell) };
        });
        const isNothing = (key) => key === null || key === "–" || key === "";
        keyed.sort((one, other) => {
          if (isNothing(one.key) || isNothing(other.key)) {
            return isNothing(one.key) - isNothing(other.key) || one.index - other.index;
          }
          const compared = isNumber ? one.key - other.key : order(one.key, other.key);
          return (isUp ? compared : -compared) || one.index - other.index;
        });
        body.append(...keyed.map((each) => each.row));
        for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      });
    });
  }

  function filters(form) {
    const heads = [...document.querySelector("#campaigns thead tr").cells].map((head) => head.dataset.column);
    const sought = ["campaign_name", "campaign_id"].map((name) => heads.indexOf(name));
    const rows = [...document.querySelectorAll("#campaigns tbody tr")].map((row) => ({
      row, text: sought.map((position) => row.cells[position].textContent).join(" ").toLowerCase(),
    }));
    const selects = [...form.querySelectorAll("select")];
    const search = form.querySelector("#search");
    function apply() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const { row, text } of rows) {
        const fits = words.every((word) => text.includes(word)) && selects.every((each) => !each.value || row.getAttribute(`data-${each.dataset.filter.replace("_", "-")}`) === each.value);
        row.hidden = !fits;
        count += fits;
      }
      document.getElementById("shown").textContent = count;
      document.getElementById("none").hidden = count > 0;
    }
    for (const event of ["input", "change"]) form.addEventListener(event, apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();  // A browser may have kept what was typed before.
  }

  // A spreadsheet runs a text that begins like a formula; an apostrophe makes it a text again.
  function written(text, isNumber) {
    const harmless = !isNumber && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  function download(button) {
    const table = button.closest("section.table").querySelector("table");
    const heads = [...table.tHead.rows[0].cells];
    const lines = [heads.map((head) => written(head.dataset.column, false)).join(",")];
    for (const row of table.tBodies[0].rows) {
      if (!row.hidden) lines.push([...row.cells].map((cell, position) => written(held(cell), heads[position].classList.contains("number"))).join(","));
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" }));
    link.download = button.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The specification of a chart with its labels in the language chosen and its width in pixels.
  function prepared(part, width) {
    if (Array.isArray(part)) return part.map((each) => prepared(each, width));
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, key === "width" && value === "container" ? width : prepared(value, width)]));
    }
    if (typeof part === "string" && part.startsWith("@")) {
      const label = window.lookbackLabels[part.slice(1)];
      return label ? label[root.dataset.language === "ko" ? 0 : 1] : part;
    }
    return part;
  }

  function values(table) {
    const heads = [...table.tHead.rows[0].cells];
    return [...table.tBodies[0].rows].map((row) => Object.fromEntries([...row.cells].map((cell, position) => {
      const head = heads[position];
      if (head.classList.contains("number")) return [head.dataset.column, held(cell) === "" ? null : Number(held(cell))];
      return [head.dataset.column, ["true", "false"].includes(cell.dataset.v) ? cell.dataset.v === "true" : shown(cell)];
    })));
  }

  async function draw(figure) {
    const table = document.querySelector(`#${CSS.escape(figure.dataset.table)} table`);
    const place = figure.querySelector("div");
    const color = (name) => getComputedStyle(root).getPropertyValue(name).trim();
    const specification = prepared(window.lookbackCharts[figure.dataset.chart], Math.max(160, place.clientWidth - 110));
    specification.datasets = { rows: values(table) };
    const text = { labelColor: color("--ink"), titleColor: color("--quiet"), labelFontSize: 12, titleFontSize: 12 };
    const drawn = await vegaEmbed(place, specification, {
      actions: false, renderer: "svg", logLevel: 1,  // A campaign without purchases is nothing to warn of.
      config: { background: "transparent", font: getComputedStyle(document.body).fontFamily, axis: { ...text, gridColor: color("--line"), domainColor: color("--line"), tickColor: color("--line") }, legend: text, header: text, title: { color: color("--ink") }, view: { stroke: null }, text: { color: color("--ink") } },
    });
    const svg = drawn.view.container().querySelector("svg");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", shown(document.getElementById(`${figure.dataset.table}-title`)));
    figure.dataset.drawn = root.dataset.language;
  }

  function charts() {
    const figures = [...document.querySelectorAll("figure[data-chart]")];
    if (!figures.length || !window.vegaEmbed) return;
    const waiting = new Set();
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting && !waiting.has(entry.target)) {
          waiting.add(entry.target);
          draw(entry.target);
        }
      }
    }, { rootMargin: "600px" });
    figures.forEach((figure) => seen.observe(figure));
    const again = () => waiting.forEach(draw);
    let later;
    let width = window.innerWidth;
    addEventListener("resize", () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      clearTimeout(later);
      later = setTimeout(again, 200);
    });
    addEventListener("lookback-language", again);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    addEventListener("beforeprint", () => figures.filter((figure) => !waiting.has(figure)).forEach(draw));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const translate = () => {
      for (const option of document.querySelectorAll("option[data-ko]")) option.textContent = option.dataset[root.dataset.language];
    };
    translate();
    document.getElementById("language").addEventListener("click", () => {
      speak(root.dataset.language === "ko" ? "en" : "ko");
      remembered.write(root.dataset.language);
      translate();
      dispatchEvent(new Event("lookback-language"));
    });
    document.querySelectorAll("table.sortable").forEach(sortable);
    document.querySelectorAll("button.download").forEach((button) => button.addEventListener("click", () => download(button)));
    const form = document.getElementById("filters");
    if (form) filters(form);
    charts();
  });
})();
