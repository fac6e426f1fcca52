package dev.tenantry.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives prepared answers and records the requests. The last answer to a request is repeated. */
final class CannedServer implements AutoCloseable {

    private static final String TOKEN = "/realms/master/protocol/openid-connect/token";

    /** @param line such as {@code GET /admin/realms/master/tenants?max=100} */
    record Asked(String line, Map<String, String> headers, String body) {}

    /** @param body shorter than its announced length if {@code breaksOff} */
    private record Canned(int status, byte[] body, boolean breaksOff) {}

    private final Map<String, Deque<Canned>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    CannedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        tokenLastsSeconds(60);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void tokenLastsSeconds(int seconds) {
        put("POST " + TOKEN, new Canned(200, bytes("{\"access_token\":\"token-of-ada\",\"expires_in\":" + seconds
                + ",\"refresh_token\":\"refresh-of-ada\"}"), false));
    }

    void refuseToken(int status, String body) {
        answers.remove("POST " + TOKEN);
        put("POST " + TOKEN, new Canned(status, bytes(body), false));
    }

    /** Prepares an answer. The path begins after that of the tenants. */
    CannedServer answer(String method, String path, int status, String body) {
        return answer(method, path, status, bytes(body));
    }

    CannedServer answer(String method, String path, int status, byte[] body) {
        put(line(method, path), new Canned(status, body, false));
        return this;
    }

    void breakOff(String method, String path, byte[] body) {
        put(line(method, path), new Canned(200, body, true));
    }

    /** All requests except those for a token. */
    List<Asked> asked() {
        return asked.stream().filter(request -> !request.line().endsWith(TOKEN)).toList();
    }

    List<String> lines() {
        return asked().stream().map(Asked::line).toList();
    }

    /** The bodies of requests for a token. */
    List<String> tokenForms() {
        return asked.stream().filter(request -> request.line().endsWith(TOKEN)).map(Asked::body).toList();
    }

    static String line(String method, String path) {
        return method + " /admin/realms/master/tenants" + path;
    }

    private void put(String line, Canned answer) {
        answers.computeIfAbsent(line, unknown -> new ArrayDeque<>()).add(answer);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        asked.add(new Asked(
                line, headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
        Canned canned = next(line);
        if (canned.status() == 0) {
            return; // without an answer, so that the caller waits
        }
        byte[] body = canned.body();
        exchange.sendResponseHeaders(canned.status(), length(canned));
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static long length(Canned canned) {
        if (canned.breaksOff()) {
            return canned.body().length + 1L;
        }
        return canned.body().length == 0 ? -1 : canned.body().length;
    }

    private Canned next(String line) {
        Deque<Canned> left = answers.get(line);
        if (left == null) {
            return new Canned(404, bytes("{\"error\":\"No answer for " + line + "\"}"), false);
        }
        synchronized (left) {
            return left.size() > 1 ? left.remove() : left.element();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
