package dev.tenantry.web.rest;

/** The body of a request to attach an existing schema to an existing realm, both by name. */
record AttachingRequest(String realm, String database, String schema) {}
