/* Confirmations open in a dialog; without this file, or when anything goes wrong, the link leads to the same page. */

const close = (dialog) => {
  dialog.close();
  dialog.remove();
};

const open = async (link) => {
  const response = await fetch(link.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const confirm = page.querySelector("[data-confirm]");
  if (!response.ok || response.redirected || !confirm) throw new Error("no confirmation");
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", confirm.querySelector("h1").id);
  dialog.append(document.importNode(confirm, true));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    const back = event.target.closest("[data-back]");
    if (back || event.target === dialog) {
      event.preventDefault();
      close(dialog);
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[data-back]").focus();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link).catch(() => window.location.assign(link.href));
});

/* The account menu closes like a menu. */
for (const menu of document.querySelectorAll("details.account")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

/* On a narrow screen tabs and the navigation scroll: the current one is seen. */
for (const tab of document.querySelectorAll(".tabs [aria-current], .work .site-nav [aria-current]")) {
  const row = tab.closest(".tabs.staged ul, .tabs, .site-nav ul");
  row.scrollLeft = tab.offsetLeft + tab.offsetWidth - row.offsetLeft - row.clientWidth + 48;
}

/* A list with boxes: one box ticks them all. Without this file it is not shown. */
for (const label of document.querySelectorAll("[data-tick-all]")) {
  const all = label.querySelector("input");
  const boxes = [...label.closest("form").querySelectorAll(`input[name="${label.dataset.tickAll}"]`)];
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; });
  for (const box of boxes) box.addEventListener("change", tell);
  label.hidden = false;
  tell();
}
