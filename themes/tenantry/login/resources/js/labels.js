// Keycloak's page that sets up a second factor has labels of a field that is not there (login-config-totp.ftl, 26.7):
// give them the one beside them, so that a screen reader says what to type.
document.addEventListener("DOMContentLoaded", () => {
  for (const label of document.querySelectorAll("label[for]")) {
    const field = label.closest(".pf-v5-c-form__group")?.querySelector("input[type=text]");
    if (field && !document.getElementById(label.htmlFor)) {
      label.htmlFor = field.id;
    }
  }
});
