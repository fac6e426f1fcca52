// This script is not a module, so that it runs before the browser shows the page: a dark page would first flash white.
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.classList.toggle('pf-v5-theme-dark', dark.matches);
  dark.addEventListener('change', apply);
  apply();
})();
