package io.infrabot.chaos.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Sends bytes that need not be HTTP and reads what comes back, never for long. A connection each. */
final class RawHttp {

    private static final int CONNECT_MS = 2_000;
    private static final int SILENCE_MS = 20_000;
    private static final int MOST = 256 * 1024;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param head status line and headers
     * @param body at most the first 256 kB of it
     */
    record Answer(int status, String head, String body) {

        /** The value of a header; empty where it is absent. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Empty where the other side only hung up, as it may on what is no HTTP. */
    Optional<Answer> send(RandomCall call) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            socket.setSoTimeout(SILENCE_MS);
            try {
                socket.getOutputStream().write(call.bytes());
            } catch (IOException e) {
                // answered before all of it was sent
            }
            return parsed(read(socket.getInputStream(), call.hasBodilessAnswer()));
        }
    }

    /** Until the end, or until an answer of a known length is there: not every answer closes its connection. */
    private static String read(InputStream in, boolean bodiless) throws IOException {
        var bytes = new byte[MOST];
        int length = 0;
        try {
            while (length < MOST) {
                int read = in.read(bytes, length, MOST - length);
                if (read < 0) {
                    break;
                }
                length += read;
                if (isWhole(Arrays.copyOf(bytes, length), bodiless)) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no whole answer within " + SILENCE_MS + " ms", e);
        } catch (IOException e) {
            // a reset is an end, too
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isWhole(byte[] soFar, boolean bodiless) {
        var text = new String(soFar, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        var head = text.substring(0, end).toLowerCase(Locale.ROOT);
        if (bodiless || head.startsWith("http/1.1 204") || head.startsWith("http/1.1 304")) {
            return true;
        }
        if (head.contains("text/event-stream")) {
            // a stream has no end: its head and first frame are enough
            return text.length() > end + 4;
        }
        int length = head.indexOf("content-length:");
        if (length >= 0) {
            var number =
                    head.substring(length + 15).lines().findFirst().orElse("").strip();
            return soFar.length >= end + 4 + Integer.parseInt(number);
        }
        return head.contains("transfer-encoding: chunked") && text.endsWith("0\r\n\r\n");
    }

    private static Optional<Answer> parsed(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.")) {
            return Optional.empty();
        }
        var head = text.substring(0, end);
        return Optional.of(new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, text.substring(end + 4)));
    }
}
