// Keeps what is being typed on the server: a while after the last key, and when the page is left. Where the server cannot
// be reached, or the log-in has expired, it stays in this tab and is sent again later; the page says which it is.
"use strict";

(() => {
  const PAUSE = 1500; // milliseconds after the last key
  const AGAIN = 15000; // milliseconds until the next attempt
  const LEAVING_MOST = 60000; // bytes that a browser sends for a page that is being left

  function valuesOf(form) {
    const values = new URLSearchParams();
    const unsaid = new Set([...form.querySelectorAll("[type=password]")].map((field) => field.name));
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !unsaid.has(name)) values.append(name, value);
    }
    return values;
  }

  function tabStore(key) {
    const unless = (work) => {
      try {
        return work();
      } catch {
        return null; // a browser that keeps nothing, or has no room
      }
    };
    return {
      get: () => unless(() => sessionStorage.getItem(key)),
      set: (text) => unless(() => sessionStorage.setItem(key, text)),
      clear: () => unless(() => sessionStorage.removeItem(key)),
    };
  }

  async function freshToken(address) {
    const answer = await (await fetch(address, { headers: { Accept: "application/json" } })).json();
    if (answer.state !== "ok") return null;
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = answer.token;
    return answer.token;
  }

  function watch(mark) {
    const form = mark.closest("form");
    const words = mark.dataset;
    const [status, login, restore] = ["status", "login", "restore"].map((name) => mark.querySelector(`[data-part=${name}]`));
    const kept = tabStore(`typing:${form.elements._page.value}`);
    let timer = 0;
    let waits = false; // something was typed that the server does not have
    let isSending = false;
    let isSubmitted = false;

    function say(text, link = null) {
      if (status.textContent !== text) status.textContent = text;
      login.hidden = link !== login;
      restore.hidden = link !== restore;
    }

    function later(pause) {
      clearTimeout(timer);
      timer = setTimeout(() => send(), pause);
    }

    async function post(values, isLeaving = false) {
      const answer = await fetch(words.url, {
        method: "POST",
        body: values,
        headers: { Accept: "application/json" },
        keepalive: isLeaving && values.toString().length < LEAVING_MOST,
      });
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      return answer.json();
    }

    async function postWithToken(values, isLeaving) {
      const answer = await post(values, isLeaving);
      if (answer.state !== "stale") return answer;
      const token = await freshToken(words.token);
      if (token === null) return { state: "logged_out" };
      values.set("csrfmiddlewaretoken", token);
      return post(values);
    }

    function hold(values, text, link = null) {
      kept.set(values.toString());
      waits = true;
      say(text, link);
      later(AGAIN);
    }

    async function send(isLeaving = false) {
      clearTimeout(timer);
      if (!waits || isSubmitted) return;
      if (isSending && !isLeaving) return later(PAUSE);
      const values = valuesOf(form);
      if (isLeaving) kept.set(values.toString()); // in case the answer never comes
      isSending = true;
      waits = false;
      try {
        take(await postWithToken(values, isLeaving), values);
      } catch {
        hold(values, words.failed);
      }
      isSending = false;
    }

    function take(answer, values) {
      if (answer.state === "logged_out") return hold(values, words.loggedOut, login);
      if (answer.state === "other") return hold(values, words.other);
      if (answer.state === "too_much") return say(words.tooMuch);
      kept.clear();
      if (answer.state === "kept") form.dispatchEvent(new CustomEvent("typing:kept")); // its token is fresh now
      return say(answer.state === "kept" ? words.kept.replace("{time}", answer.at) : words.sent);
    }

    async function sendWhatTheTabHolds() {
      const values = new URLSearchParams(kept.get() ?? "");
      if (!values.get("_form")) return;
      if (values.get("_form") === form.elements._form.value) return kept.clear(); // the page came back with it
      values.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      try {
        const answer = await postWithToken(values);
        if (answer.state === "kept" || answer.state === "sent") kept.clear();
        if (answer.state === "kept") {
          restore.href = answer.restore;
          say(words.tab, restore);
        }
      } catch {
        // it stays in this tab until the next time
      }
    }

    function typed() {
      waits = true;
      later(PAUSE);
    }

    for (const event of ["input", "change"]) form.addEventListener(event, typed);
    form.addEventListener("submit", () => {
      isSubmitted = true;
      kept.set(valuesOf(form).toString()); // likewise
    });
    window.addEventListener("pageshow", () => (isSubmitted = false));
    window.addEventListener("pagehide", () => send(true));
    document.addEventListener("visibilitychange", () => send(document.visibilityState === "hidden"));
    window.addEventListener("focus", () => send());
    sendWhatTheTabHolds();
  }

  for (const mark of document.querySelectorAll("[data-typing]")) watch(mark);
})();
