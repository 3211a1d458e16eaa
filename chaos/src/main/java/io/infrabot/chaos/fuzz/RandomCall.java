package io.infrabot.chaos.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One call.
 *
 * @param what              method and path, for people
 * @param wire              its bytes, a character each
 * @param hasBodilessAnswer whether the answer to it has no body, whatever its headers say (RFC 9110, HEAD)
 * @param mayBeNoHttp       whether it is so far from HTTP that hanging up, 501 and 505 are good answers
 */
record RandomCall(String what, String wire, boolean hasBodilessAnswer, boolean mayBeNoHttp) {

    private static final List<String> ODD_METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "FOO", "get");
    private static final List<String> ODD_VERSIONS = List.of("HTTP/1.0", "HTTP/9.9", "HTTP/2.0", "http/1.1", "");
    private static final List<String> QUERIES =
            List.of("limit", "cursor", "team", "status", "label", "asOf", "operationId", "sessionId", "unknown");
    private static final List<String> HEADERS = List.of(
            "Idempotency-Key",
            "Last-Event-ID",
            "Accept",
            "Accept-Encoding",
            "Content-Encoding",
            "Expect",
            "Origin",
            "X-InfraBot-Forwarded",
            "X-HTTP-Method-Override",
            "traceparent",
            "Cookie",
            "Range",
            "If-None-Match",
            "Upgrade");
    private static final int ODD_ONE_IN = 12;

    byte[] bytes() {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A call of {@code route}, of which each part may be odd. */
    static RandomCall of(Route route, AcceptedIds known, int port, Random random) {
        var method = random.nextInt(ODD_ONE_IN) == 0 ? oneOf(ODD_METHODS, random) : route.method();
        var path = path(route, known, random);
        var body = route.takesBody() || random.nextInt(ODD_ONE_IN) == 0 ? route.body(known, random) : null;
        var isOddVersion = random.nextInt(40) == 0;
        var head = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(query(route, random))
                .append(' ')
                .append(isOddVersion ? oneOf(ODD_VERSIONS, random) : "HTTP/1.1")
                .append("\r\n");
        var lines = headers(known, port, random);
        var isNoHttp =
                isOddVersion || lines.stream().anyMatch(line -> line.chars().anyMatch(c -> c < ' ' || c > '~'));
        var bytes = assembled(head, lines, body, random);
        if (random.nextInt(60) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            isNoHttp = true;
        }
        return new RandomCall(
                method + " " + path, new String(bytes, StandardCharsets.ISO_8859_1), method.equals("HEAD"), isNoHttp);
    }

    private static String path(Route route, AcceptedIds known, Random random) {
        var path = route.path(known, random);
        return switch (random.nextInt(30)) {
            case 0 -> path + "/";
            case 1 -> path.replaceFirst("/", "//");
            case 2 -> path + oneOf(List.of(";x", "%2f", "%zz", "%00", "/..", ".json", "%E0%80"), random);
            case 3 -> "http://127.0.0.1" + path;
            case 4 -> path + "/" + "x".repeat(random.nextInt(20_000));
            default -> path;
        };
    }

    private static String query(Route route, Random random) {
        var query = new StringBuilder();
        var some = random.nextInt(route.method().equals("GET") ? 2 : 8) == 0;
        for (int i = some ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(oneOf(QUERIES, random))
                    .append(random.nextInt(6) == 0 ? "" : "=" + queryValue(random));
        }
        return query.toString();
    }

    private static String queryValue(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.toString(random.nextInt(200) - 50);
            case 1 ->
                oneOf(List.of("ACTIVE", "a=b", "%00", "%zz", "%E0%80", "MjAyNg", "", "2026-11-27T00:00:00Z"), random);
            default -> RandomText.word(random);
        };
    }

    private static List<String> headers(AcceptedIds known, int port, Random random) {
        var lines = new ArrayList<String>();
        lines.add("Host: " + (random.nextInt(30) == 0 ? RandomText.word(random) : "127.0.0.1:" + port));
        lines.add("Connection: close");
        if (random.nextInt(30) == 0) {
            lines.add("Host: 127.0.0.1:" + port);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            lines.add(oneOf(HEADERS, random) + ": " + headerValue(known, random));
        }
        return lines;
    }

    private static String headerValue(AcceptedIds known, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> RandomText.any(random).replaceAll("[\\r\\n]", " ");
            case 1 -> "0";
            case 2 -> "key-" + random.nextInt(40);
            case 3 -> known.someSession(random);
            case 4 ->
                oneOf(
                        List.of("*/*", "gzip", "text/html", "100-continue", "null", "http://127.0.0.1", "websocket"),
                        random);
            default -> RandomText.word(random);
        };
    }

    /** With its body as it is, in chunks, or with a length that is not true. */
    private static byte[] assembled(
            StringBuilder head, List<String> lines, @org.jspecify.annotations.Nullable String body, Random random) {
        var bytes = new ByteArrayOutputStream();
        lines.forEach(line -> head.append(line).append("\r\n"));
        if (body == null) {
            bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            return bytes.toByteArray();
        }
        var content = body.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Type: ").append(contentType(random)).append("\r\n");
        if (random.nextInt(6) == 0) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            chunks(bytes, content, 1 + random.nextInt(8_000));
        } else {
            // a length that promises too little; one that promises too much would only be waited for
            int length = random.nextInt(25) == 0 ? content.length / 2 : content.length;
            head.append("Content-Length: ").append(length).append("\r\n\r\n");
            bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(content);
        }
        return bytes.toByteArray();
    }

    private static void chunks(ByteArrayOutputStream bytes, byte[] content, int size) {
        for (int at = 0; at < content.length; at += size) {
            int length = Math.min(size, content.length - at);
            bytes.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.write(content, at, length);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String contentType(Random random) {
        return random.nextInt(15) == 0
                ? oneOf(
                        List.of(
                                "text/plain",
                                "application/json; charset=utf-16",
                                "application/jsonx",
                                "",
                                "application/xml"),
                        random)
                : "application/json";
    }

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
