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
        assertThat(info.identify().id()).isNotBlank();
        assertThat(info.identify().apiVersion()).matches("1\\.\\d+");
        assertThat(info.identify()).isEqualTo(info.identify());
    }

    @Test
    void whatIsBuiltIsFoundByNameAndByLabel() throws Exception {
        var id = build("v1");

        assertThat(images.find(repository + ":v1").orElseThrow().id()).isEqualTo(id);
        assertThat(images.findLabelled("io.infrabot.test", repository + ":v1")
                        .orElseThrow()
                        .id())
                .isEqualTo(id);
        assertThat(heard.lines()).anyMatch(line -> line.startsWith("Step 2/"));
    }

    @Test
    void aPushedImageComesBackWithItsDigestAndItsLayers() throws Exception {
        var id = build("v1");
        var image = reference("v1");

        var digest = images.push(image, null, heard);
        images.remove(image.toString());
        assertThat(images.find(image.toString())).isEmpty();
        images.pull(image, null, null, heard);

        var back = images.find(image.toString()).orElseThrow();
        assertThat(back.id()).isEqualTo(id);
        assertThat(back.digests()).contains(repository + "@" + digest);
        assertThat(heard.statuses()).contains("Pushed", "Downloading", "Pull complete");
    }

    @Test
    void aPullOfADigestFindsTheSameImage() throws Exception {
        var id = build("v1");
        var digest = images.push(reference("v1"), null, heard);

        images.pull(EngineReference.parse(repository + "@" + digest), null, null, heard);

        assertThat(images.find(repository + "@" + digest).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void aTagStandsForTheSameImageAndMayBeSetTwice() throws Exception {
        var id = build("v1");

        images.tag(id, reference("v2"));
        images.tag(id, reference("v2"));
        made.add(repository + ":v2");

        assertThat(images.find(repository + ":v2").orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void aTagOfNothingIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> images.tag(repository + ":none", reference("v2")));
    }

    @Test
    void aPullOfWhatTheRegistryDoesNotHaveIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> images.pull(reference("none"), null, null, heard));
    }

    @Test
    void aPushOfWhatTheEngineDoesNotHaveIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> images.push(reference("none"), null, heard));
    }

    @Test
    void aRegistryThatIsDownIsWorthAnotherTry() throws Exception {
        var away = EngineReference.parse(registryThatIsDown() + "/nothing:v1");

        fails(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, () -> images.pull(away, null, null, heard));
        images.tag(build("v1"), away);
        made.add(away.toString());
        fails(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, () -> images.push(away, null, heard));
    }

    @Test
    void anImageIsFoundByItsIdAndByTheBeginOfIt() throws Exception {
        var id = build("v1");
        var hex = id.substring("sha256:".length());

        for (var name : List.of(id, hex, hex.substring(0, 12), id.substring(0, 19))) {
            assertThat(images.find(name).orElseThrow().id()).as(name).isEqualTo(id);
        }
    }

    @Test
    void anImageHasItsPlatformWhateverWasAskedFor() throws Exception {
        build("v1");
        var image = reference("v1");
        var here = images.find(image.toString()).orElseThrow().platform();
        images.push(image, null, heard);
        images.remove(image.toString());

        try {
            images.pull(image, Platform.parse("linux/s390x").orElseThrow(), null, heard);
        } catch (EngineException e) {
            assertThat(e.error().code()).isEqualTo(ErrorCode.DOCKER_IMAGE_NOT_FOUND.name());
            return;
        }

        var pulled = images.find(image.toString()).orElseThrow();
        assertThat(pulled.platform()).isEqualTo(here);
        assertThat(pulled.isFor(Platform.parse("linux/s390x").orElseThrow())).isFalse();
    }

    @Test
    void aRegistryThatDeniesAccessIsNotOneWithoutTheImage() throws Exception {
        var image = EngineReference.parse(registryThatDenies() + "/team/app:1");

        fails(ErrorCode.DOCKER_AUTH_FAILED, () -> images.pull(image, null, null, heard));
        images.tag(build("v1"), image);
        made.add(image.toString());
        fails(ErrorCode.DOCKER_AUTH_FAILED, () -> images.push(image, null, heard));
    }

    @Test
    void aCallThatIsClosedFromOutsideEndsAndSoDoesAnInterruptedOne() throws Exception {
        build("v1");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> images.push(reference("v1"), null, heard)).isInstanceOf(InterruptedException.class);
    }
}
