// Some of Keycloak's pages have a label for a field that does not exist (login-config-totp.ftl, and the label of the
// user's name in template.ftl, 26.7). This script connects the label with the field beside the label, so that screen
// readers announce what to type.
document.addEventListener("DOMContentLoaded", () => {
  for (const label of document.querySelectorAll("label[for]")) {
    const field = label.closest(".pf-v5-c-form__group")?.querySelector("input:not([type=hidden])");
    if (field && !document.getElementById(label.htmlFor)) {
      label.htmlFor = field.id;
    }
  }
});
