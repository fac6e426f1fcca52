package dev.tenantry.admin;

/** The body of a request to bind a schema that is there to a realm that is there, by their names. */
record AttachingRequest(String realm, String database, String schema) {}
