package dev.tenantry.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads times in ISO 8601. Used in place of Jackson's module for Java's times, which the calling program may not have.
 */
final class InstantText extends StdDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    InstantText() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return Instant.parse(json.getText());
    }
}
