// Keeps what is shown fresh without moving it, and sends the buttons' forms without leaving the page.
const live = document.querySelector("[data-live]");
const said = document.getElementById("said");
let shown = live.innerHTML;

async function refresh() {
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), "text/html")
    .querySelector("[data-live]").innerHTML;
  // Somebody who is filling something in, or stands on a button, must not lose it.
  if (fresh === shown || live.contains(document.activeElement)) return;
  live.innerHTML = fresh;
  shown = fresh;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  const headers = { "content-type": "application/json" };
  const answer = await fetch(form.action, { method: "POST", headers, body }).catch(() => undefined);
  const outcome = await answer?.json().catch(() => undefined);
  said.textContent = answer?.ok ? `Done: ${event.submitter?.textContent}` : (outcome?.error ?? "That did not work.");
  event.submitter?.blur();
  await refresh();
});

if (!document.querySelector("iframe")) setInterval(() => document.visibilityState === "visible" && refresh(), 2000);
