package io.infrabot.session.edge;

import io.infrabot.session.problem.Problem;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with the head of a request, as HTTP (RFC 9112), whatever is asked for. */
final class RequestHead {

    /** A path and a query of RFC 3986; a query may also hold brackets, which many clients do not escape. */
    private static final Pattern TARGET = Pattern.compile(
            "(?i)(?:/|https?://[!-.0->@-~]+/?)[\\w\\-.~!$&'()*+,;=:@%/]*(?:\\?[\\w\\-.~!$&'()*+,;=:@%/?\\[\\]]*)?");

    private RequestHead() {}

    static @Nullable Problem problemOf(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return unreadable(request.decoderResult().cause());
        }
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Problem.of(505, "HTTP_VERSION_NOT_SUPPORTED", "this service speaks HTTP/1.1");
        }
        var hosts = request.headers().getAll("Host").size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            return Problem.invalid("a request has one Host header");
        }
        var codings = request.headers().getAll("Transfer-Encoding");
        if (codings.size() > 1 || codings.stream().anyMatch(each -> !each.equalsIgnoreCase("chunked"))) {
            return Problem.invalid("no transfer encoding but chunked is known here");
        }
        return TARGET.matcher(request.uri()).matches() && isUri(request.uri()) && Query.hasGoodEscapes(request.uri())
                ? null
                : Problem.invalid(
                        "the request's target is no path, has a bad escape, or characters that must be escaped");
    }

    /** Quarkus REST answers a target that java.net.URI cannot parse with a 400 that has no body. */
    private static boolean isUri(String target) {
        try {
            var _ = new URI(target);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Problem unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Problem.of(414, "URI_TOO_LONG", "the request's first line is too long");
            case TooLongHttpHeaderException _ ->
                Problem.of(431, "HEADERS_TOO_LARGE", "the request's headers are too large");
            default -> Problem.invalid("this is no request of HTTP");
        };
    }
}
