package dev.tenantry.admin;

/** The body of a request to bind a schema that is there to a realm that is there, both by name. */
record AttachingRequest(String realm, String schema) {}
