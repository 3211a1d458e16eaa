package io.infrabot.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.docker.engine.FakeEngine;
import io.infrabot.events.ErrorCode;
import io.infrabot.tools.ToolFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagToolTest {

    private static final String HEX = "0265bda1af34" + "0000000000000000000000000000000000000000000000000000";

    private final FakeEngine engine = new FakeEngine();

    @ParameterizedTest
    @ValueSource(strings = {"0265bda1af34", HEX, "sha256:0265bda1af34", "sha256:" + HEX})
    void anIdOrTheBeginOfOneIsASource(String source) throws Exception {
        engine.has("app:1", HEX, null);

        assertThat(tag(source)).containsEntry("imageId", "sha256:" + HEX).containsEntry("source", source);
    }

    @Test
    void aNameThatLooksLikeAnIdIsANameFirst() throws Exception {
        engine.has("app:1", "deadbeef" + "0".repeat(56), null);
        engine.has("deadbeef:latest", HEX, null);

        assertThat(tag("deadbeef")).containsEntry("imageId", "sha256:" + HEX);
    }

    @Test
    void aNameIsGivenToTheEngineWithItsTag() throws Exception {
        engine.has("app:latest", HEX, null);

        assertThat(tag("app")).containsEntry("source", "app:latest");
        assertThat(engine.asked()).contains("app:latest").doesNotContain("app");
    }

    @Test
    void anIdThatNoImageHasIsNotFound() {
        assertThatThrownBy(() -> tag("0265bda1af34"))
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        it -> assertThat(it.error().code()).isEqualTo(ErrorCode.DOCKER_IMAGE_NOT_FOUND.name()));
    }

    private Map<String, Object> tag(String source) throws Exception {
        return new TagTool(engine).run(new PlainRun(Map.of("source", source, "target", "new:1")));
    }
}
