// Some of Keycloak's pages have labels of a field that is not there (login-config-totp.ftl, and who is signing in in
// template.ftl, 26.7): give them the one beside them, so that a screen reader says what to type.
document.addEventListener("DOMContentLoaded", () => {
  for (const label of document.querySelectorAll("label[for]")) {
    const field = label.closest(".pf-v5-c-form__group")?.querySelector("input:not([type=hidden])");
    if (field && !document.getElementById(label.htmlFor)) {
      label.htmlFor = field.id;
    }
  }
});
