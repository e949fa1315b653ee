// Runs before the first paint: the chosen theme, or the system's, is there from the first pixel on.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choice = () => /(?:^|; )isp\.theme=(light|dark|system)/.exec(document.cookie)?.[1] ?? "system";
  const show = () => {
    const chosen = choice();
    root.dataset.themeChoice = chosen;
    root.dataset.theme = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
  };
  dark.addEventListener("change", show);
  window.isp = window.isp || {};
  window.isp.theme = {
    get: choice,
    set(chosen) {
      document.cookie = `isp.theme=${chosen}; path=/; max-age=31536000; samesite=lax`;
      show();
    },
  };
  show();
})();
