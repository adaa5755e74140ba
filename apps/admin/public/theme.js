// Runs before the first paint: the theme that was chosen on this device, if one was.
try {
  const theme = localStorage.getItem("usher-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage can be forbidden; then the system's theme stands.
}
