package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "nginx:latest",
                "library/nginx:1.25",
                "docker.io/library/nginx",
                "127.0.0.1:5000/demo/app:1",
                "localhost/app",
                "[::1]:5000/app:1",
                "registry.example.com:443/a/b/c:v1.0_x-y",
                "a__b/c.d-e:1",
                "UPPER.example/app",
                "Registry/app",
                "keycloak:25",
                "internal.example/secret-store:1",
            })
    void whatTheDistributionGrammarAllowsIsAllowed(String reference) {
        assertThat(ImageReference.parse(reference)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Nginx",
                "nginx:",
                "nginx:-x",
                ":5000/app",
                "a//b",
                "a/../b",
                "a..b",
                "a/B",
                "nginx@sha256:short",
                "nginx@",
                "app;rm -rf",
                "app\napp",
                "<script>",
                "-app",
                "app-",
                "http://host/app",
            })
    void whatItRefusesIsRefused(String reference) {
        assertThat(ImageReference.parse(reference)).isEmpty();
    }

    @Test
    void partsAreToldApart() {
        assertThat(ImageReference.parse("127.0.0.1:5000/demo/app:1@" + DIGEST))
                .contains(new ImageReference("127.0.0.1:5000", "demo/app", "1", DIGEST));
    }

    @Test
    void aBareImageIdIsNoReference() {
        assertThat(ImageReference.parse("a".repeat(64))).isEmpty();
    }

    @Test
    void aNameLongerThan255CharactersIsRefusedAndALongHostileTextCostsNothing() {
        assertThat(ImageReference.parse("a".repeat(256))).isEmpty();
        assertThat(ImageReference.parse("a-".repeat(1_000_000))).isEmpty();
    }
}
