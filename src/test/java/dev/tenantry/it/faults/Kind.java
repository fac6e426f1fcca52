package dev.tenantry.it.faults;

/** The kinds of requests in the load. */
enum Kind {
    SIGN_UP_BY_FORM("sign-up by the registration form"),
    SIGN_UP_BY_ADMIN("sign-up by the admin API"),
    LOGIN("login of a user"),
    LOOK("search for a user"),
    UPDATE("update of name and attribute"),
    PASSWORD("new password"),
    PROVISION("provisioning of a tenant"),
    REPEAT("provisioning repeated under its key"),
    FIRST_LOGIN("login of a tenant's first user"),
    STATE("suspending or resuming"),
    RENAME("renaming of a tenant"),
    DROP("dropping of a tenant");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
