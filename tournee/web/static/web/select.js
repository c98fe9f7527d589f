/* What was looked for is selected, so that what is typed or scanned next takes its place. */

document.addEventListener("click", ({ target }) => {
  target.closest("[role=search] [type=submit]")?.form.querySelector("[type=search]").select();
});
