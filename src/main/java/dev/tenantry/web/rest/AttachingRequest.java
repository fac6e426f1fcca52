package dev.tenantry.web.rest;

/** The body of a request to attach an existing schema to an existing realm. It contains the names of both. */
record AttachingRequest(String realm, String database, String schema) {}
