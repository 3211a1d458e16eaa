package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64",
        "linux/x86_64, linux/amd64",
        "linux/amd64/v1, linux/amd64",
        "linux/amd64/v3, linux/amd64/v3",
        "linux/aarch64, linux/arm64",
        "linux/arm64/v8, linux/arm64",
        "linux/arm/v7, linux/arm",
        "linux/arm/7, linux/arm",
        "linux/armel, linux/arm/v6",
        "windows/amd64, windows/amd64",
    })
    void twoNamesOfOneThingAreOne(String text, String name) {
        assertThat(Platform.parse(text).orElseThrow()).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "linux",
                "Linux/amd64",
                "linux/AMD64",
                "linux/",
                "/amd64",
                "linux/amd64/",
                "a/b/c/d",
                "li nux/x",
                "linux/amd64\n"
            })
    void anythingElseIsNone(String text) {
        assertThat(Platform.parse(text)).isEmpty();
    }

    @Test
    void aLongTextIsNone() {
        assertThat(Platform.parse("l".repeat(100_000) + "/amd64")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64, true",
        "linux/amd64, linux/arm64, false",
        "linux/amd64, windows/amd64, false",
        "linux/arm/v7, linux/arm/v6, true",
        "linux/arm/v6, linux/arm/v7, false",
        "linux/arm, linux/arm/v7, true",
        "linux/amd64, linux/amd64/v3, false",
        "linux/amd64/v3, linux/amd64/v2, true",
        "linux/riscv64, linux/riscv64, true",
        "linux/mips/a, linux/mips/b, false",
    })
    void anImageIsTakenForItsOwnPlatformAndOnesThatCanDoMore(String asked, String image, boolean taken) {
        var platform = Platform.parse(asked).orElseThrow();

        assertThat(platform.runs(Platform.parse(image).orElseThrow())).isEqualTo(taken);
    }

    @Test
    void anEngineThatSaysNothingOfAnImageSaysNothing() {
        assertThat(Platform.of("", "", null)).isEmpty();
        assertThat(Platform.of("linux", null, null)).isEmpty();
        assertThat(Platform.of("linux", "arm64", "")).contains(new Platform("linux", "arm64", null));
    }
}
