/* The preview beside the text, each time that what is typed has been kept (typing.js), so that its token is a fresh one.
   Without this script the button "Preview" does the same in a new tab. */
(() => {
  "use strict";
  const pane = document.querySelector("[data-preview-pane]");
  const button = document.querySelector('[name="_preview"]');
  if (!pane || !button) return;
  const frame = pane.querySelector("[data-preview-frame]");
  const form = button.form;
  let asked = 0;

  const show = async () => {
    const mine = ++asked;
    const data = new FormData(form);
    const answer = await fetch(button.formAction, { method: "POST", body: data, credentials: "same-origin" });
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = page.querySelectorAll(".preview-note .error-list, main .prose");
    frame.replaceChildren(...[...parts].map((part) => document.importNode(part, true)));
    pane.hidden = false;
  };

  form.addEventListener("typing:kept", () => show().catch(() => undefined));
})();
