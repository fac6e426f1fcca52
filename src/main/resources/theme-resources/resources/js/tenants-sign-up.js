// Suggests an address while the visitor types the organization's name, and asks the server whether the address is free.
// Disables the button when the form is sent. The form also works without this script.
const organization = document.getElementById("organization");
const address = document.getElementById("address");
const state = document.getElementById("address-state");
const PAUSE = 400;

let suggests = address.value === "";
let timer;
let asked;

// Makes the address in the same way as the class dev.tenantry.core.signup.Slug.
function slug(name) {
  return name.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
    .replaceAll("ß", "ss").replaceAll("æ", "ae").replaceAll("œ", "oe").replaceAll("ø", "o").replaceAll("ł", "l")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 63).replace(/-+$/, "");
}

function later() {
  clearTimeout(timer);
  state.textContent = "";
  timer = setTimeout(check, PAUSE);
}

async function check() {
  asked = address.value.trim();
  if (asked === "") {
    return;
  }
  const name = asked;
  const url = new URL(address.dataset.check);
  url.searchParams.set("name", name);
  url.searchParams.set("kc_locale", document.documentElement.lang);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (answer.ok && name === asked) {
    state.textContent = (await answer.json()).message;
  }
}

organization.addEventListener("input", () => {
  if (suggests) {
    address.value = slug(organization.value);
    later();
  }
});

address.addEventListener("input", () => {
  suggests = address.value === "";
  later();
});

const form = document.getElementById("tenants-sign-up");
const buttons = form.querySelectorAll("[type=submit]");

function disable(isDisabled) {
  buttons.forEach(button => { button.disabled = isDisabled; });
}

// Waits for the other listeners: the script of a captcha may stop the form.
form.addEventListener("submit", event => setTimeout(() => disable(!event.defaultPrevented)));
addEventListener("pageshow", () => disable(false)); // the browser may show this page again, with its state
