package dev.tenantry.admin;

/** What is to be adopted; the realm may be missing or wrong. */
record AdoptionRequest(String realm) {}
