package dev.tenantry.web.rest;

/**
 * The body of a request to adopt a realm. The body is not validated yet: the realm's name may be missing, or may be no
 * realm's name.
 */
record AdoptionRequest(String realm) {}
