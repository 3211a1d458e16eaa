package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.UnauthorizedException;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.events.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Reads an engine's errors. Engines say the same thing as an HTTP status, inside the stream, or both, and only their
 * words tell a registry that is down from an image that is not there.
 */
final class EngineErrors {

    private static final List<String> DISK = List.of("no space left on device", "disk quota exceeded");
    private static final List<String> NOT_FOUND = List.of(
            "manifest unknown",
            "manifest for",
            "name unknown",
            "repository does not exist",
            "repository name not known",
            "no such image",
            "image does not exist locally",
            "tag does not exist",
            "does not match the specified platform");
    private static final List<String> REGISTRY_AWAY = List.of(
            "dial tcp",
            "connection refused",
            "no such host",
            "i/o timeout",
            "tls handshake timeout",
            "connection reset",
            "network is unreachable",
            "no route to host",
            "server misbehaving",
            "client.timeout exceeded",
            "deadline exceeded",
            "unexpected http status: 5",
            "status code 5",
            "toomanyrequests",
            "unexpected eof",
            ": eof");
    private static final List<String> DENIED = List.of(
            "unauthorized",
            "no basic auth credentials",
            "authentication required",
            "denied",
            "status: 401",
            "status: 403");

    private EngineErrors() {}

    /** What went wrong, from what docker-java threw; {@code otherwise} where nothing better is known. */
    static EngineException of(Throwable thrown, ErrorCode otherwise) {
        if (thrown instanceof DockerException docker) {
            return of(docker, otherwise);
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return new EngineException(
                        ErrorCode.DOCKER_DAEMON_UNAVAILABLE,
                        "the container engine does not answer: " + cause.getMessage());
            }
        }
        return of(String.valueOf(thrown.getMessage()), otherwise);
    }

    /** What went wrong before the engine was asked for anything: what is to be built could not be packed. */
    static EngineException ofPacking(Throwable thrown) {
        var cause = thrown;
        while (!(cause instanceof IOException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return of("the build context could not be packed: " + cause.getMessage(), ErrorCode.DOCKER_BUILD_FAILED);
    }

    /** What went wrong, from what the engine says. */
    static EngineException of(String said, ErrorCode otherwise) {
        return new EngineException(codeOf(said, otherwise), said.strip());
    }

    private static EngineException of(DockerException thrown, ErrorCode otherwise) {
        var said = messageOf(thrown);
        var code = codeOf(said, otherwise);
        if (code == otherwise && thrown instanceof NotFoundException) {
            code = ErrorCode.DOCKER_IMAGE_NOT_FOUND;
        } else if (code == otherwise && thrown instanceof UnauthorizedException) {
            code = ErrorCode.DOCKER_AUTH_FAILED;
        }
        return new EngineException(code, said);
    }

    private static ErrorCode codeOf(String said, ErrorCode otherwise) {
        var words = said.toLowerCase(Locale.ROOT);
        if (has(words, DISK)) {
            return ErrorCode.DISK_SPACE_INSUFFICIENT;
        }
        if (otherwise == ErrorCode.DOCKER_BUILD_FAILED && !words.contains("pull access denied")) {
            // What a build's own commands print must not pass for the engine's words.
            return otherwise;
        }
        if (has(words, NOT_FOUND)) {
            return ErrorCode.DOCKER_IMAGE_NOT_FOUND;
        }
        if (has(words, REGISTRY_AWAY)) {
            return ErrorCode.DOCKER_REGISTRY_UNAVAILABLE;
        }
        return has(words, DENIED) ? ErrorCode.DOCKER_AUTH_FAILED : otherwise;
    }

    private static boolean has(String words, List<String> any) {
        return any.stream().anyMatch(words::contains);
    }

    /** docker-java wraps the engine's words: {@code Status 404: {"message":"…"}}. */
    private static String messageOf(DockerException thrown) {
        var text = String.valueOf(thrown.getMessage());
        var start = text.indexOf("{\"message\":\"");
        var end = text.lastIndexOf("\"}");
        return start < 0 || end < start + 12
                ? text.strip()
                : text.substring(start + 12, end)
                        .replace("\\\"", "\"")
                        .replace("\\n", " ")
                        .strip();
    }
}
