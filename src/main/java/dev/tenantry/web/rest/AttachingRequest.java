package dev.tenantry.web.rest;

/**
 * The body of a request to attach an existing schema to an existing realm. {@code database} is the name of the schema's
 * database.
 */
record AttachingRequest(String realm, String database, String schema) {}
