/* A question that follows from another's answer is put away until that is given; without this file it says so. */

const settle = (form) => {
  const data = new FormData(form);
  for (const part of form.querySelectorAll("[data-follows]")) {
    const values = part.dataset.values.split(" ");
    part.hidden = !data.getAll(part.dataset.follows).some((value) => values.includes(value));
  }
};

const settleAll = () => document.querySelectorAll("form:has([data-follows])").forEach(settle);

document.addEventListener("change", (event) => { if (event.target.form) settle(event.target.form); });
document.addEventListener("htmx:afterSettle", settleAll);
settleAll();
