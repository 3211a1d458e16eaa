package io.infrabot.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.docker.engine.FakeEngine;
import io.infrabot.events.ErrorCode;
import io.infrabot.tools.ToolFailure;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullToolTest {

    private final FakeEngine engine = new FakeEngine();

    @ParameterizedTest
    @CsvSource({
        "IfNotPresent, linux/amd64, 0",
        "IfNotPresent, linux/arm64, 1",
        "IfNotPresent, , 0",
        "Always, linux/amd64, 1",
        "Never, linux/amd64, 0",
    })
    void whatIsThereIsEnoughOnlyIfItIsForThePlatform(String policy, @Nullable String platform, int pulls)
            throws Exception {
        engine.has("app:1", "aaaa", "linux/amd64");
        engine.registryHas("app:1", "bbbb", platform);

        var result = pull(policy, platform);

        assertThat(engine.pulls()).isEqualTo(pulls);
        assertThat(result).containsEntry("imageId", pulls == 0 ? "sha256:aaaa" : "sha256:bbbb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux/arm64", "linux/amd64/v3x", "windows/amd64"})
    void neverRefusesWhatIsForAnotherPlatform(String platform) {
        engine.has("app:1", "aaaa", "linux/amd64");

        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, "Never", platform);
        assertThat(engine.pulls()).isZero();
    }

    @Test
    void neverRefusesWhatTheEngineDoesNotSayThePlatformOf() {
        engine.has("app:1", "aaaa", null);

        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, "Never", "linux/amd64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Always", "IfNotPresent"})
    void anEngineThatTakesAnotherPlatformThanAskedForHasNotSucceeded(String policy) {
        engine.registryHas("app:1", "bbbb", "linux/amd64");

        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, policy, "linux/arm64");
    }

    @Test
    void whatIsNoPlatformIsRefusedHereToo() {
        fails(ErrorCode.REQUEST_INVALID, "Always", "amd64");
    }

    private void fails(ErrorCode code, String policy, String platform) {
        assertThatThrownBy(() -> pull(policy, platform))
                .isInstanceOfSatisfying(
                        ToolFailure.class, it -> assertThat(it.error().code()).isEqualTo(code.name()));
    }

    private Map<String, Object> pull(String policy, @Nullable String platform) throws Exception {
        var arguments = new HashMap<String, Object>(Map.of("image", "app:1", "policy", policy));
        if (platform != null) {
            arguments.put("platform", platform);
        }
        return new PullTool(engine, _ -> null).run(new PlainRun(arguments));
    }
}
