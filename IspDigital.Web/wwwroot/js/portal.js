// The few things that only a browser can do. Everything else is C#.
(() => {
  const isp = (window.isp = window.isp || {});
  const root = document.documentElement;

  // Lost and found: the connection says its state on <html>, styles show the words, and it comes back by itself.
  const connection = (state) => (root.dataset.connection = state);
  let again = 0;
  async function comeBack() {
    clearTimeout(again);
    try {
      const alive = await Blazor.reconnect();
      if (alive === false) location.reload();
    } catch {
      again = setTimeout(comeBack, 3000);
    }
  }
  document.addEventListener("DOMContentLoaded", () => {
    const modal = document.getElementById("components-reconnect-modal");
    modal?.addEventListener("components-reconnect-state-changed", (event) => {
      switch (event.detail.state) {
        case "show": case "retrying": connection("lost"); break;
        case "hide": connection("live"); break;
        case "failed": connection("lost"); again = setTimeout(comeBack, 3000); break;
        case "rejected": case "resume-failed": location.reload(); break;
      }
    });
  });
  addEventListener("online", () => root.dataset.connection === "lost" && comeBack());

  // Keys: Ctrl+K search, / filter, ? the list of keys. Not while somebody types.
  let shell = null;
  const types = (element) => element?.closest("input, textarea, select, [contenteditable=true]");
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      shell?.invokeMethodAsync("OpenSearch");
    } else if (event.ctrlKey || event.metaKey || event.altKey || types(event.target)) {
      return;
    } else if (event.key === "/") {
      const filter = document.querySelector("[data-list-filter] input, input[data-list-filter]");
      if (filter) { event.preventDefault(); filter.focus(); filter.select(); }
    } else if (event.key === "?") {
      event.preventDefault();
      shell?.invokeMethodAsync("ShowKeys");
    }
  });
  isp.keys = { listen: (reference) => (shell = reference), forget: () => (shell = null) };

  isp.focusFirstError = (selector) => {
    const form = document.querySelector(selector);
    const wrong = form?.querySelector('[aria-invalid="true"]') ?? form?.querySelector(".mud-input-error input, .mud-input-error textarea");
    for (let fold = wrong?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
      fold.open = true;
    }
    wrong?.focus();
  };
  // The clipboard is there only over HTTPS; elsewhere a field outside the view is copied from.
  isp.copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
    const field = document.body.appendChild(document.createElement("textarea"));
    Object.assign(field, { value: text, className: "hidden-visually", readOnly: true });
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  };
  isp.print = () => window.print();
  isp.save = (name, bytes) => {
    const url = URL.createObjectURL(new Blob([bytes]));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  // The form of a whole-page choice (language, signing out) lives outside the circuit; here it learns where to come back to.
  document.addEventListener("submit", (event) => {
    const back = event.target.querySelector?.('input[name="returnUrl"][data-here]');
    if (back) back.value = location.pathname + location.search;
  });
})();
