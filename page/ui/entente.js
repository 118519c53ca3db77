// Every page: says that modules run, and lets the reader choose light or dark.
// The choice is kept in a cookie, so that the server draws the next page in it.
const root = document.documentElement;
root.dataset.js = "";

const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
});
