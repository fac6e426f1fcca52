package dev.tenantry.adoption;

/** A server's right to work on a job, until another one takes over. */
record Claim(String adoptionId, int attempt) {}
