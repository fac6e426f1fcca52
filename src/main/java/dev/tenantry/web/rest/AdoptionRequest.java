package dev.tenantry.web.rest;

/** The body of a request to adopt a realm; not validated: the realm may be missing or unknown. */
record AdoptionRequest(String realm) {}
