// The draft of a bid saves itself. The portal seals what it gets in memory; the answer says only when and which
// revision, and a second window is told that it is behind. Without this the button does the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-sealed-autosave]");
  if (!form) return;
  const words = document.body.dataset;
  const state = form.querySelector("[data-save-state]");
  const revision = form.querySelector("input[name='revision']");
  let dirty = false;
  let saving = false;
  let timer = 0;

  const save = async () => {
    if (saving) return later();
    dirty = false;
    saving = true;
    state.textContent = words.saving;
    try {
      const answer = await fetch(form.dataset.sealedAutosave, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Autosave": "1" },
        credentials: "same-origin",
      });
      const said = await answer.json();
      if (said.revision) revision.value = said.revision;
      state.textContent = said.message || words.saved;
      if (!answer.ok) dirty = true;
    } catch {
      dirty = true;
      state.textContent = words.saveFailed;
    }
    saving = false;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  };
  form.addEventListener("input", () => {
    dirty = true;
    state.textContent = words.unsaved;
    later();
  });
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(timer);
  });
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
})();
