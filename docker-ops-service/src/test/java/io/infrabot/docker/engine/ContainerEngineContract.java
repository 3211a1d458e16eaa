package io.infrabot.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every container engine does, whatever stands behind the port. */
public abstract class ContainerEngineContract extends EngineContract {

    @Test
    void anEngineSaysWhoItIs() throws Exception {
        assertThat(engine.identify().id()).isNotBlank();
        assertThat(engine.identify().apiVersion()).matches("1\\.\\d+");
        assertThat(engine.identify()).isEqualTo(engine.identify());
    }

    @Test
    void whatIsBuiltIsFoundByNameAndByLabel() throws Exception {
        var id = build("v1");

        assertThat(engine.find(repository + ":v1").orElseThrow().id()).isEqualTo(id);
        assertThat(engine.findLabelled("io.infrabot.test", repository + ":v1")
                        .orElseThrow()
                        .id())
                .isEqualTo(id);
        assertThat(heard.lines()).anyMatch(line -> line.startsWith("Step 2/"));
    }

    @Test
    void aPushedImageComesBackWithItsDigestAndItsLayers() throws Exception {
        var id = build("v1");
        var image = reference("v1");

        var digest = engine.push(image, null, heard);
        engine.remove(image.toString());
        assertThat(engine.find(image.toString())).isEmpty();
        engine.pull(image, null, null, heard);

        var back = engine.find(image.toString()).orElseThrow();
        assertThat(back.id()).isEqualTo(id);
        assertThat(back.digests()).contains(repository + "@" + digest);
        assertThat(heard.statuses()).contains("Pushed", "Downloading", "Pull complete");
    }

    @Test
    void aPullOfADigestFindsTheSameImage() throws Exception {
        var id = build("v1");
        var digest = engine.push(reference("v1"), null, heard);

        engine.pull(EngineReference.parse(repository + "@" + digest), null, null, heard);

        assertThat(engine.find(repository + "@" + digest).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void aTagStandsForTheSameImageAndMayBeSetTwice() throws Exception {
        var id = build("v1");

        engine.tag(id, reference("v2"));
        engine.tag(id, reference("v2"));
        made.add(repository + ":v2");

        assertThat(engine.find(repository + ":v2").orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void aTagOfNothingIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> engine.tag(repository + ":none", reference("v2")));
    }

    @Test
    void aPullOfWhatTheRegistryDoesNotHaveIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> engine.pull(reference("none"), null, null, heard));
    }

    @Test
    void aPushOfWhatTheEngineDoesNotHaveIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> engine.push(reference("none"), null, heard));
    }

    @Test
    void aRegistryThatIsDownIsWorthAnotherTry() throws Exception {
        var away = EngineReference.parse("127.0.0.1:1/nothing:v1");

        fails(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, () -> engine.pull(away, null, null, heard));
        engine.tag(build("v1"), away);
        made.add(away.toString());
        fails(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, () -> engine.push(away, null, heard));
    }

    @Test
    void anImageIsFoundByItsIdAndByTheBeginOfIt() throws Exception {
        var id = build("v1");
        var hex = id.substring("sha256:".length());

        for (var name : List.of(id, hex, hex.substring(0, 12), id.substring(0, 19))) {
            assertThat(engine.find(name).orElseThrow().id()).as(name).isEqualTo(id);
        }
    }

    @Test
    void anImageHasItsPlatformWhateverWasAskedFor() throws Exception {
        build("v1");
        var image = reference("v1");
        var here = engine.find(image.toString()).orElseThrow().platform();
        engine.push(image, null, heard);
        engine.remove(image.toString());

        try {
            engine.pull(image, Platform.parse("linux/s390x").orElseThrow(), null, heard);
        } catch (EngineException e) {
            assertThat(e.error().code()).isEqualTo(ErrorCode.DOCKER_IMAGE_NOT_FOUND.name());
            return;
        }

        var pulled = engine.find(image.toString()).orElseThrow();
        assertThat(pulled.platform()).isEqualTo(here);
        assertThat(pulled.isFor(Platform.parse("linux/s390x").orElseThrow())).isFalse();
    }

    @Test
    void aRegistryThatDeniesAccessIsNotOneWithoutTheImage() throws Exception {
        try (var denying = new DenyingRegistry()) {
            var image = EngineReference.parse(denying.address() + "/team/app:1");

            fails(ErrorCode.DOCKER_AUTH_FAILED, () -> engine.pull(image, null, null, heard));
            engine.tag(build("v1"), image);
            made.add(image.toString());
            fails(ErrorCode.DOCKER_AUTH_FAILED, () -> engine.push(image, null, heard));
        }
    }

    @Test
    void aCallThatIsClosedFromOutsideEndsAndSoDoesAnInterruptedOne() throws Exception {
        build("v1");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> engine.push(reference("v1"), null, heard)).isInstanceOf(InterruptedException.class);
    }
}
