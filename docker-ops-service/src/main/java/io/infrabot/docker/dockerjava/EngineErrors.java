package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.UnauthorizedException;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Reads an engine's errors. Engines say the same thing as an HTTP status, inside the stream, or both, and only their
 * words tell a registry that is down from an image that is not there.
 */
final class EngineErrors {

    /** The begin of what a build says of a step that failed; the step's own text follows. */
    private static final String FAILED_COMMAND = "the command '";

    private static final List<String> DISK = List.of("no space left on device", "disk quota exceeded");
    private static final List<String> NOT_FOUND = List.of(
            "manifest unknown",
            "manifest for",
            "name unknown",
            "repository name not known",
            "no such image",
            "image does not exist locally",
            "tag does not exist",
            "no matching manifest",
            "parsing http 404",
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
            "parsing http 5",
            "parsing http 429",
            "toomanyrequests",
            "unexpected eof",
            ": eof");
    /** Hides whether there is an image: Docker Hub says the first of one that is not there, too. */
    private static final List<String> ACCESS_DENIED =
            List.of("pull access denied", "access to the resource is denied", "parsing http 403", "403 forbidden");

    private static final List<String> DENIED = List.of(
            "unauthorized",
            "no basic auth credentials",
            "authentication required",
            "denied",
            "status: 401",
            "status: 403");

    private static final int MAX_WORDS = 1_000;
    private static final int MAX_STEP = 200;

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

    /** The error of a build, with the step that it was at and the last lines of what it said. */
    static EngineException ofBuild(EngineException e, BuildOutput output) {
        var error = e.error();
        var said = middleCut(error.message(), MAX_WORDS);
        var step = output.step();
        return new EngineException(new OperationError(
                error.code(),
                error.category(),
                step.isEmpty() ? said : middleCut(step, MAX_STEP) + ": " + said,
                error.retryable(),
                output.lastLines()));
    }

    /** A command may be as long as a Dockerfile; how it ended stands behind it. */
    private static String middleCut(String text, int max) {
        var half = max / 2;
        return text.length() <= max ? text : text.substring(0, half) + " … " + text.substring(text.length() - half + 3);
    }

    /** What went wrong, from what the engine says. */
    static EngineException of(String said, ErrorCode otherwise) {
        return new EngineException(codeOf(said, otherwise), middleCut(said.strip(), OperationError.MAX_MESSAGE));
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
        if (words.startsWith(FAILED_COMMAND)) {
            // What somebody wrote into a Dockerfile must not pass for the engine's words.
            return otherwise;
        }
        if (has(words, DISK)) {
            return ErrorCode.DISK_SPACE_INSUFFICIENT;
        }
        if (otherwise == ErrorCode.DOCKER_BUILD_FAILED && !words.contains("pull access denied")) {
            return otherwise;
        }
        if (has(words, ACCESS_DENIED)) {
            return ErrorCode.DOCKER_AUTH_FAILED;
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
