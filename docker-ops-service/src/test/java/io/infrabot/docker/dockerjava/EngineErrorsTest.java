package io.infrabot.docker.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused | DOCKER_REGISTRY_UNAVAILABLE
        manifest for 127.0.0.1:5000/x:y not found: manifest unknown: manifest unknown | DOCKER_IMAGE_NOT_FOUND
        pull access denied for x, repository does not exist or may require 'docker login' | DOCKER_AUTH_FAILED
        pull access denied for r/x, repository does not exist or may require 'docker login': denied: requested access to the resource is denied | DOCKER_AUTH_FAILED
        denied: requested access to the resource is denied | DOCKER_AUTH_FAILED
        error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "<html>" | DOCKER_AUTH_FAILED
        error parsing HTTP 404 response body: invalid character '<' looking for beginning of value: "<html>" | DOCKER_IMAGE_NOT_FOUND
        error parsing HTTP 429 response body: invalid character '<' looking for beginning of value: "<html>" | DOCKER_REGISTRY_UNAVAILABLE
        error parsing HTTP 502 response body: invalid character '<' looking for beginning of value: "<html>" | DOCKER_REGISTRY_UNAVAILABLE
        manifest for r/denied/unauthorized:1 not found: manifest unknown: manifest unknown | DOCKER_IMAGE_NOT_FOUND
        no matching manifest for linux/arm64/v8 in the manifest list entries | DOCKER_IMAGE_NOT_FOUND
        An image does not exist locally with the tag: x | DOCKER_IMAGE_NOT_FOUND
        Head "http://r/v2/x/manifests/y": no basic auth credentials | DOCKER_AUTH_FAILED
        unauthorized: authentication required | DOCKER_AUTH_FAILED
        write /var/lib/docker/tmp/x: no space left on device | DISK_SPACE_INSUFFICIENT
        received unexpected HTTP status: 503 Service Unavailable | DOCKER_REGISTRY_UNAVAILABLE
        something nobody has seen | DOCKER_PULL_FAILED
        """, quoteCharacter = '`')
    void theEnginesWordsAreUnderstood(String said, ErrorCode code) {
        assertThat(EngineErrors.of(said, ErrorCode.DOCKER_PULL_FAILED).error().code())
                .isEqualTo(code.name());
    }

    @Test
    void anEngineThatDoesNotAnswerIsWorthAnotherTry() {
        var error = EngineErrors.of(new RuntimeException(new ConnectException("refused")), ErrorCode.DOCKER_PULL_FAILED)
                .error();

        assertThat(error.code()).isEqualTo(ErrorCode.DOCKER_DAEMON_UNAVAILABLE.name());
        assertThat(error.retryable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, DISK_SPACE_INSUFFICIENT", "Permission denied, DOCKER_BUILD_FAILED"})
    void aContextThatCannotBePackedSaysNothingOfTheEngine(String why, ErrorCode code) {
        var thrown = new ExecutionException(new RuntimeException(new IOException(why)));

        var error = EngineErrors.ofPacking(thrown).error();

        assertThat(error.code()).isEqualTo(code.name());
        assertThat(error.message()).isEqualTo("the build context could not be packed: " + why);
        assertThat(error.retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The command '/bin/sh -c echo no space left on device; false' returned a non-zero code: 1",
                "The command '/bin/sh -c echo pull access denied for x; false' returned a non-zero code: 1",
            })
    void whatADockerfileSaysIsNotTakenForTheEnginesWords(String said) {
        assertThat(EngineErrors.of(said, ErrorCode.DOCKER_BUILD_FAILED).error().code())
                .isEqualTo(ErrorCode.DOCKER_BUILD_FAILED.name());
    }

    @Test
    void aBuildsErrorHasItsStepItsLastLinesAndTheEndOfALongCommand() {
        var output = new BuildOutput();
        output.receive("Step 2/3 : RUN make\n ---> Running in 0123\nmake: *** no rule\n");
        var said = "The command '/bin/sh -c " + "x".repeat(9_000) + "' returned a non-zero code: 2";

        var error = EngineErrors.ofBuild(EngineErrors.of(said, ErrorCode.DOCKER_BUILD_FAILED), output)
                .error();

        assertThat(error.message())
                .startsWith("step 2 of 3: RUN make: The command")
                .endsWith("non-zero code: 2");
        assertThat(error.output()).endsWith(" ---> Running in 0123", "make: *** no rule");
    }
}
