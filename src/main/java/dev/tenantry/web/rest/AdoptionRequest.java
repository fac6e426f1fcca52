package dev.tenantry.web.rest;

/**
 * The body of a request to adopt a realm. The body is not validated yet: the name may be missing, or there may be no
 * realm of that name.
 */
record AdoptionRequest(String realm) {}
