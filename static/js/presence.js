/* Every half a minute an open page says that it is open, and hears who else is at work on the same session. */
"use strict";

(() => {
  const EVERY = 30000; // milliseconds
  const list = document.querySelector("[data-presence]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");

  async function tell() {
    if (document.hidden || !token) return;
    const body = new URLSearchParams({ part: list.dataset.part, csrfmiddlewaretoken: token.value });
    try {
      const answer = await fetch(list.dataset.presence, { method: "POST", body });
      if (answer.ok && !answer.redirected) list.innerHTML = await answer.text();
    } catch {
      // the next sign will do
    }
  }

  if (list) setInterval(tell, EVERY);
})();
