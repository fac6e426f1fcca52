// Not a module: runs before the first paint, to avoid a white flash on a dark page.
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.classList.toggle('pf-v5-theme-dark', dark.matches);
  dark.addEventListener('change', apply);
  apply();
})();
