package dev.tenantry.sample;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The running application. Whatever goes wrong has one answer: 404 where there is no such tenant, 400 where something
 * came that does not belong here, 503 where Keycloak can't be asked.
 */
public final class Sample implements AutoCloseable {

    /** Where Keycloak gets the application's key. No tenant's address begins with it. */
    public static final String KEYS = "/.well-known/jwks.json";

    private static final int THREADS = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final TenantAddresses addresses;
    private final ClientKey key = ClientKey.create();
    private final TenantPages pages;

    private Sample(Settings settings) {
        this.addresses = new TenantAddresses(settings.address());
        this.pages = new TenantPages(new Issuers(settings), key);
        try {
            server = HttpServer.create(new InetSocketAddress(settings.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + settings.port(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", http -> answer(new Exchange(http)));
    }

    /** The application, listening. */
    public static Sample start(Settings settings) {
        Sample sample = new Sample(settings);
        sample.server.start();
        return sample;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(Exchange exchange) throws IOException {
        try {
            dispatch(exchange);
        } catch (UnknownTenantException unknown) {
            notFound(exchange);
        } catch (RefusedException refused) {
            exchange.html(400, Page.message(refused.getMessage()));
        } catch (UnavailableException failure) {
            System.err.println(failure.getMessage() + ": " + failure.getCause());
            exchange.html(503, Page.message("Nobody can sign in at the moment. Please try again."));
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            exchange.html(500, Page.message("Something has gone wrong here."));
        }
    }

    private void dispatch(Exchange exchange)
            throws IOException, UnknownTenantException, UnavailableException, RefusedException {
        String path = exchange.address().getRawPath();
        if (path.equals(KEYS)) {
            exchange.json(200, key.published());
            return;
        }
        Optional<TenantAddresses.Place> place = addresses.of(exchange.header("Host"), path);
        if (place.isEmpty()) {
            notFound(exchange);
            return;
        }
        Tenant tenant = place.get().tenant();
        switch (exchange.method() + " " + place.get().path()) {
            case "GET " -> exchange.redirect(tenant.home());
            case "GET /" -> pages.home(exchange, tenant);
            case "GET /callback" -> pages.callback(exchange, tenant);
            case "POST /logout" -> pages.logout(exchange, tenant);
            case "GET /api/me" -> pages.me(exchange, tenant);
            default -> notFound(exchange);
        }
    }

    private static void notFound(Exchange exchange) throws IOException {
        exchange.html(404, Page.message("There is nothing here."));
    }
}
