package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.session.decide.Refusal.Code;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "0265bda1af34",
                "deadbeef",
                "0265bda1af3497e4b6c1d2f3a4b5c6d7e8f90123456789abcdef0123456789ab",
                "sha256:0265bda1af34",
                "sha256:0265bda1af3497e4b6c1d2f3a4b5c6d7e8f90123456789abcdef0123456789ab",
            })
    void anIdMayBeGivenAnotherName(String source) {
        assertThat(refusalOf("docker.tag", Map.of("source", source, "target", "app:1")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0265BDA1AF34", "sha256:", "<x>"})
    void whatIsNeitherNameNorIdMayNot(String source) {
        assertThat(refusalOf("docker.tag", Map.of("source", source, "target", "app:1")))
                .isEqualTo(Code.IMAGE_REFERENCE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux/amd64", "linux/arm/v7", "windows/amd64"})
    void aPlatformIsAnOperatingSystemAndAnArchitecture(String platform) {
        assertThat(refusalOf("docker.pull", Map.of("image", "app:1", "platform", platform)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "Linux/amd64", "linux/amd64/v1/x", "linux amd64", " "})
    void anythingElseIsNoPlatform(String platform) {
        assertThat(refusalOf("docker.pull", Map.of("image", "app:1", "platform", platform)))
                .isEqualTo(Code.REQUEST_INVALID);
    }

    private static Code refusalOf(String type, Map<String, Object> arguments) {
        return OperationType.named(type)
                .orElseThrow()
                .refusalOf(arguments)
                .map(Refusal::code)
                .orElse(null);
    }
}
