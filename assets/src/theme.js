// Before the page is painted: the theme that was chosen on this device, so that nothing flashes.
const chosen = localStorage.getItem("theme");
if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
