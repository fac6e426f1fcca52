package dev.tenantry.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 request whose sender stops sending or reading when a test wants it to. For one thread. */
public final class RawRequest implements AutoCloseable {

    /** A buffer so small that the server has to wait if the test does not read. */
    private static final int RECEIVE_BYTES = 4_096;

    private final Socket socket = new Socket();

    private RawRequest(URI address) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    /** Sends the head of a request. The test sends the body, if there is one, in {@link #chunk}s. */
    public static RawRequest begin(String method, String address, String token, String moreHeaders) {
        try {
            URI uri = URI.create(address);
            RawRequest request = new RawRequest(uri);
            request.send(method + " " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                    + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\n" + moreHeaders + "\r\n");
            return request;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a chunk of a body whose head announced chunks. An empty chunk ends the body. */
    public void chunk(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            send(Integer.toHexString(bytes.length) + "\r\n");
            socket.getOutputStream().write(bytes);
            send("\r\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads at most the given number of bytes of the answer. */
    public String read(int bytes) {
        try {
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
