// Passkeys and recovery codes: what a page can do with JavaScript, and without is not shown.
const reveal = (selector) => document.querySelectorAll(selector).forEach((element) => { element.hidden = false })

if (window.PublicKeyCredential) reveal('[data-needs-keys]')
else reveal('[data-without-keys]')

// allauth's scripts announce what went wrong (no key, no answer, cancelled); the page says it in a sentence.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const notice = document.querySelector('[data-key-error]')
  if (notice) {
    notice.hidden = false
    notice.focus()
  }
})

const copy = document.querySelector('[data-copy-codes]')
if (copy && navigator.clipboard) {
  copy.hidden = false
  copy.addEventListener('click', async () => {
    const codes = [...document.querySelectorAll('.codes li')].map((code) => code.textContent.trim())
    await navigator.clipboard.writeText(codes.join('\n'))
    document.querySelector('[data-copied]').textContent = copy.dataset.copied
  })
}

const print = document.querySelector('[data-print]')
if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}
