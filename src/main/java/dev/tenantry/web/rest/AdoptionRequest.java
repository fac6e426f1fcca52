package dev.tenantry.web.rest;

/** The body of a request to adopt a realm; the realm may be missing or wrong. */
record AdoptionRequest(String realm) {}
