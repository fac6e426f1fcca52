package dev.tenantry.web.rest;

/**
 * The body of a request to adopt a realm. The name is not validated yet: it may be missing, or there may be no realm
 * with that name.
 */
record AdoptionRequest(String realm) {}
