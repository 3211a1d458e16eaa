package io.infrabot.docker.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused | DOCKER_REGISTRY_UNAVAILABLE
            manifest for 127.0.0.1:5000/x:y not found: manifest unknown: manifest unknown | DOCKER_IMAGE_NOT_FOUND
            pull access denied for x, repository does not exist or may require 'docker login' | DOCKER_IMAGE_NOT_FOUND
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
}
