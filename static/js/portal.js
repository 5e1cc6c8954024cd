/* Small conveniences. Every page works without this file; nothing here decides anything. */
(() => {
  "use strict";
  const root = document.documentElement;
  const body = document.body;
  root.classList.add("js");

  // --- the portal's clock: the server's time when the page was made, plus what has passed here since ------
  const started = performance.now();
  const made = Date.parse(body.dataset.portalNow || "");
  const portalNow = () => (Number.isNaN(made) ? null : new Date(made + performance.now() - started));

  const two = (n) => String(n).padStart(2, "0");

  function showClocks(now) {
    // Only the hour ticks; the words around it were written by the server in the reader's language.
    for (const clock of document.querySelectorAll("[data-portal-clock]")) {
      const offset = /([+-])(\d\d):?(\d\d)$/.exec(clock.getAttribute("datetime") || "");
      if (!offset) continue;
      const minutes = (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
      const there = new Date(now.getTime() + minutes * 60000);
      const time = `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}:${two(there.getUTCSeconds())}`;
      clock.textContent = clock.textContent.replace(/\d\d:\d\d(:\d\d)?(?= |$)/, time);
    }
  }

  function showCountdowns(now) {
    for (const left of document.querySelectorAll("[data-countdown]")) {
      const rest = Date.parse(left.dataset.countdown) - now.getTime();
      if (rest < 0) left.textContent = left.dataset.over;
      else if (rest < 86400000) {
        const minutes = Math.floor(rest / 60000);
        left.textContent = (minutes < 60 ? left.dataset.lastWords : left.dataset.words)
          .replace("{h}", String(Math.floor(minutes / 60)))
          .replace("{m}", String(minutes % 60));
      }
    }
  }

  function tick() {
    const now = portalNow();
    if (!now) return;
    showClocks(now);
    showCountdowns(now);
  }
  if (portalNow()) {
    tick();
    setInterval(tick, 1000);
  }

  // --- on a phone the sections scroll sideways: the present one is in sight ------------------------------
  const here = document.querySelector(".main-nav [aria-current]");
  if (here) here.closest("ul").scrollLeft = here.offsetLeft - 16;

  // --- errors are announced and reached first -----------------------------------------------------------
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // --- characters left ----------------------------------------------------------------------------------
  for (const input of document.querySelectorAll("[data-count]")) {
    const note = document.createElement("span");
    note.className = "count";
    note.setAttribute("aria-live", "polite");
    input.after(note);
    const show = () => {
      const rest = Number(input.dataset.count) - [...input.value].length;
      note.textContent = input.dataset.countWords.replace("%s", String(rest));
      note.classList.toggle("over", rest < 0);
    };
    input.addEventListener("input", show);
    show();
  }

  // --- a typed date in words, as the server will say it -------------------------------------------------
  const TYPED = /^(?:(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d\d)-(\d\d))(?:(?:,?\s+|T)(\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

  function inWords(typed, words) {
    const found = TYPED.exec(typed.trim());
    if (!found || Boolean(found[7]) !== ("hour" in words)) return "";
    const [day, month, year] = found[3] ? [found[1], found[2], found[3]] : [found[6], found[5], found[4]];
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    if (Number(year) < 1900 || Number(year) > 2100 || date.getUTCMonth() !== Number(month) - 1) return "";
    if (Number(found[7]) > 23 || Number(found[8]) > 59 || Number(found[9]) > 59) return "";
    const said = words.pattern
      .replace("{day}", String(Number(day)))
      .replace("{month}", words.months.split("|")[Number(month) - 1])
      .replace("{year}", year)
      .replace("{weekday}", words.weekdays.split("|")[(date.getUTCDay() + 6) % 7]);
    const seconds = Number(found[9]) ? `:${found[9]}` : "";
    return found[7] ? `${said}, ${two(Number(found[7]))}:${found[8]}${seconds}` : said;
  }

  for (const input of document.querySelectorAll("[data-date]")) {
    const words = document.querySelector(`output[for="${CSS.escape(input.id)}"]`);
    if (words) input.addEventListener("input", () => (words.textContent = inWords(input.value, words.dataset)));
  }

  // --- figures that only one of two texts has (the server looks again, and better) --------------------
  const KK = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйе қазан қараша желтоқсан".split(" ");
  const RU = "январ феврал март апрел ма[йяюе] июн июл август сентябр октябр ноябр декабр".split(" ");
  const KK_MONTH = KK.join("|");
  const RU_MONTH = RU.join("|");
  const DATES = [
    [/(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g, (m) => [m[3], Number(m[2]), m[1]]],
    [new RegExp(`(\\d{4})\\s*ж(?:\\.|\\p{L}*)\\s*(\\d{1,2})\\s+(${KK_MONTH})\\p{L}*`, "giu"), (m) => [m[1], monthOf(m[3]), m[2]]],
    [new RegExp(`(?<!\\d)(\\d{1,2})\\s+(${RU_MONTH})\\p{L}*\\s+(\\d{4})`, "giu"), (m) => [m[3], monthOf(m[2]), m[1]]],
    [new RegExp(`(?<!\\d)(\\d{1,2})\\s+(${KK_MONTH}|${RU_MONTH})\\p{L}*`, "giu"), (m) => ["", monthOf(m[2]), m[1]]],
  ];
  const NUMBER = /(\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)(?: ?(тыс|мың|млн|миллион|млрд|миллиард))?/giu;
  const SCALE = { тыс: 1e3, мың: 1e3, млн: 1e6, миллион: 1e6, млрд: 1e9, миллиард: 1e9 };

  function monthOf(word) {
    const low = word.toLowerCase();
    const at = (stems) => stems.findIndex((stem) => new RegExp(`^${stem}`, "u").test(low));
    return (at(KK) >= 0 ? at(KK) : at(RU)) + 1;
  }

  function figures(text) {
    let rest = text.replace(/[\u00a0\u2009\u202f]/g, " ");
    const found = [];
    for (const [pattern, read] of DATES) {
      rest = rest.replace(pattern, (...args) => {
        const [year, month, day] = read(args);
        found.push(`${year ? `${year}-` : ""}${two(month)}-${two(Number(day))}`);
        return " · ";
      });
    }
    for (const [, figure, scale] of rest.matchAll(NUMBER)) {
      const plain = figure.replaceAll(" ", "").replaceAll(",", ".");
      const value = plain.split(".").length < 3 ? Number(plain) * (scale ? SCALE[scale.toLowerCase()] : 1) : plain;
      found.push(String(value));
    }
    return found;
  }

  function without(left, right) {
    const others = [...right];
    return left.filter((figure) => {
      const at = others.indexOf(figure);
      if (at >= 0) others.splice(at, 1);
      return at < 0;
    });
  }

  let held = false;
  addEventListener("pointerdown", () => (held = true), true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (held = false), true);

  for (const pair of document.querySelectorAll("[data-pair]")) {
    const [kk, ru] = ["kk", "ru"].map((lang) => pair.querySelector(`[lang="${lang}"]`));
    const note = pair.querySelector("[data-compare]");
    if (!kk || !ru || !note) continue;
    const compare = () => {
      const onlyKk = without(figures(kk.value), figures(ru.value));
      const onlyRu = without(figures(ru.value), figures(kk.value));
      const differ = Boolean(kk.value.trim() && ru.value.trim() && (onlyKk.length || onlyRu.length));
      for (const [input, only] of [[kk, onlyKk], [ru, onlyRu]]) {
        input.closest(".field").classList.toggle("differs", differ && only.length > 0);
      }
      note.replaceChildren();
      if (!differ) return;
      const line = document.createElement("p");
      const strong = document.createElement("strong");
      strong.textContent = note.dataset.words;
      line.append(strong);
      for (const [words, only] of [[note.dataset.wordsKk, onlyKk], [note.dataset.wordsRu, onlyRu]]) {
        if (!only.length) continue;
        line.append(` ${words}`);
        for (const figure of only) {
          const mark = document.createElement("mark");
          mark.textContent = /^\d{5,}$/.test(figure) ? figure.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : figure;
          line.append(" ", mark);
        }
      }
      note.append(line);
    };
    // Pressing a button ends the typing. The note waits until the button is let go: it moves what is below it,
    // and a button that moves between press and release is never pressed.
    const look = () => (held ? setTimeout(look, 100) : compare());
    pair.addEventListener("change", () => setTimeout(look));
  }

  // --- forms: drafts save themselves, nothing typed is lost, nothing is sent twice ------------------------
  function stateOf(form) {
    let state = form.querySelector("[data-save-state]");
    if (!state) {
      state = document.createElement("span");
      state.className = "save-state";
      state.setAttribute("role", "status");
      state.dataset.saveState = ""; // found again at the next keystroke
      (form.querySelector(".actions") || form).append(state);
    }
    return state;
  }

  for (const form of document.querySelectorAll("form[data-autosave], form[data-unsaved]")) {
    let dirty = false;
    let timer = 0;
    const url = form.dataset.autosave;
    const save = async () => {
      const state = stateOf(form);
      state.textContent = body.dataset.saving;
      dirty = false;
      try {
        const answer = await fetch(url, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Autosave": "1" },
          credentials: "same-origin",
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const said = answer.status === 204 ? {} : await answer.json();
        if (!dirty) state.textContent = said.saved || body.dataset.saved;
      } catch {
        dirty = true;
        state.textContent = body.dataset.saveFailed;
      }
    };
    form.addEventListener("input", () => {
      dirty = true;
      stateOf(form).textContent = body.dataset.unsaved;
      if (!url) return;
      clearTimeout(timer);
      timer = setTimeout(save, 2000);
    });
    form.addEventListener("submit", () => {
      dirty = false;
      clearTimeout(timer);
    });
    addEventListener("beforeunload", (event) => {
      if (dirty && form.hasAttribute("data-unsaved")) event.preventDefault();
    });
  }

  for (const form of document.querySelectorAll("form[data-submit-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
    // Coming back by the browser's button, the form may be sent again.
    addEventListener("pageshow", () => delete form.dataset.sent);
  }

  // A long upload shows how far it is; the answer replaces the page as it would without this.
  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || ![...form.querySelectorAll("input[type=file]")].some((f) => f.files.length)) return;
      event.preventDefault();
      const bar = document.createElement("progress");
      bar.className = "upload-progress";
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", body.dataset.saving);
      (form.querySelector(".actions") || form).append(bar);
      const data = new FormData(form, event.submitter);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.addEventListener("progress", (moved) => {
        if (moved.lengthComputable) bar.value = (moved.loaded / moved.total) * 100;
      });
      request.addEventListener("load", () => {
        history.replaceState(null, "", request.responseURL);
        document.open();
        document.write(request.responseText);
        document.close();
      });
      request.addEventListener("error", () => {
        bar.remove();
        delete form.dataset.sent;
        stateOf(form).textContent = body.dataset.saveFailed;
      });
      request.send(data);
    });
  }

  // --- small things ---------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-print], [data-copy], [data-back]");
    if (!target) return;
    if (target.hasAttribute("data-print")) window.print();
    else if (target.hasAttribute("data-copy")) {
      const source = document.querySelector(target.dataset.copy);
      navigator.clipboard.writeText(source.value || source.textContent.trim()).then(() => {
        target.textContent = body.dataset.copied;
      });
    } else if (history.length > 1) {
      event.preventDefault();
      history.back();
    }
  });

  // On paper every explanation is open.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      details.dataset.opened = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("details[data-opened]")) {
      details.open = false;
      delete details.dataset.opened;
    }
  });
})();
