package dev.tenantry.client;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Calls the API. Converts every failure to a {@link TenantsException}. */
final class Calls {

    private static final int PAGE = 100;

    private Calls() {}

    /** Requests a page of a list. */
    interface Page<T> {
        List<T> get(int first, int max);
    }

    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (WebApplicationException refused) {
            throw translated(refused);
        } catch (ProcessingException failed) {
            throw failed.getCause() instanceof WebApplicationException refused // for example, the login was refused
                    ? translated(refused)
                    : TenantsException.withoutAnswer(failed);
        }
    }

    static void run(Runnable call) {
        call(() -> {
            call.run();
            return null;
        });
    }

    static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call(call));
        } catch (TenantsException refused) {
            if (refused.status() == Response.Status.NOT_FOUND.getStatusCode()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Returns the items of all pages. The stream requests a page only after the previous page has been read. */
    static <T> Stream<T> pages(Page<T> page) {
        return Stream.iterate(0, first -> first + PAGE)
                .map(first -> call(() -> page.get(first, PAGE)))
                .takeWhile(found -> !found.isEmpty())
                .flatMap(List::stream);
    }

    private static TenantsException translated(WebApplicationException refused) {
        try (Response response = refused.getResponse()) {
            String body = response.hasEntity() ? response.readEntity(String.class) : "";
            return TenantsException.of(response.getStatus(), body);
        } catch (ProcessingException | IllegalStateException unreadable) {
            return TenantsException.of(refused.getResponse().getStatus(), "");
        }
    }
}
