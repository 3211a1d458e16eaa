package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.infrabot.docker.engine.BuildSpec;
import io.infrabot.docker.engine.Built;
import io.infrabot.docker.engine.EngineCall;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.docker.engine.EngineMessage.LayerMoved;
import io.infrabot.docker.engine.EngineMessage.Line;
import io.infrabot.docker.engine.Image;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.registry.Credentials;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.Platform;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The images of a Docker engine, by docker-java. Translates types and errors, and nothing else. */
final class DockerJavaImages implements Images {

    /** A build step may say nothing for as long as it works; the operation's own time-out ends it. */
    private static final Duration BUILD_SILENCE = Duration.ofDays(1);

    private final EngineConnections connections;
    private final Duration stall;

    /** The images behind {@code connections}; {@code stall} is how long the engine may be silent during a long call. */
    DockerJavaImages(EngineConnections connections, Duration stall) {
        this.connections = connections;
        this.stall = stall;
    }

    @Override
    public Optional<Image> find(String reference) throws EngineException {
        try {
            return Optional.of(InspectedImage.of(
                    connections.ask(client -> client.inspectImageCmd(reference).exec())));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.INTERNAL);
        }
    }

    @Override
    public Optional<Image> findLabelled(String label, String value) throws EngineException {
        try {
            var found = connections.ask(client ->
                    client.listImagesCmd().withLabelFilter(Map.of(label, value)).exec());
            return found.isEmpty() ? Optional.empty() : find(found.getFirst().getId());
        } catch (RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.INTERNAL);
        }
    }

    @Override
    public void pull(
            EngineReference image, @Nullable Platform platform, @Nullable Credentials credentials, EngineCall call)
            throws EngineException, InterruptedException {
        var client = connections.transfer();
        var command = client.pullImageCmd(image.name()).withTag(image.tagOrDigest());
        if (platform != null) {
            command.withPlatform(platform.toString());
        }
        if (credentials != null) {
            command.withAuthConfig(authOf(image, credentials));
        }
        try (var said = new StreamedAnswer<PullResponseItem>(client, stall, ErrorCode.DOCKER_PULL_FAILED)) {
            listen(command.exec(said), call, ErrorCode.DOCKER_PULL_FAILED, _ -> {});
        } catch (java.io.IOException | RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.DOCKER_PULL_FAILED);
        }
    }

    @Override
    public String push(EngineReference image, @Nullable Credentials credentials, EngineCall call)
            throws EngineException, InterruptedException {
        var client = connections.transfer();
        var command = client.pushImageCmd(image.name()).withTag(image.tagOrDigest());
        if (credentials != null) {
            command.withAuthConfig(authOf(image, credentials));
        }
        var digest = new String[] {""};
        try (var said = new StreamedAnswer<PushResponseItem>(client, stall, ErrorCode.DOCKER_PUSH_FAILED)) {
            listen(command.exec(said), call, ErrorCode.DOCKER_PUSH_FAILED, item -> {
                if (item.getAux() != null && item.getAux().getDigest() != null) {
                    digest[0] = item.getAux().getDigest();
                }
            });
        } catch (java.io.IOException | RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.DOCKER_PUSH_FAILED);
        }
        if (digest[0].isEmpty()) {
            throw new EngineException(ErrorCode.DOCKER_PUSH_FAILED, "the push ended without a digest");
        }
        return digest[0];
    }

    @Override
    public void tag(String source, EngineReference target) throws EngineException {
        try {
            connections.ask(client -> client.tagImageCmd(source, target.name(), target.tagOrDigest())
                    .withForce()
                    .exec());
        } catch (RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.DOCKER_TAG_FAILED);
        }
    }

    @Override
    public Built build(BuildSpec spec, EngineCall call) throws EngineException, InterruptedException {
        var output = new BuildOutput();
        try {
            return build(spec, call, output);
        } catch (EngineException e) {
            throw EngineErrors.ofBuild(e, output);
        }
    }

    private Built build(BuildSpec spec, EngineCall call, BuildOutput output)
            throws EngineException, InterruptedException {
        var imageId = new String[] {""};
        var client = connections.transfer();
        try (var context = PackedContext.of(spec);
                var said =
                        new StreamedAnswer<BuildResponseItem>(client, BUILD_SILENCE, ErrorCode.DOCKER_BUILD_FAILED)) {
            var command = client.buildImageCmd()
                    .withTarInputStream(context)
                    .withDockerfilePath(spec.dockerfile())
                    .withTags(Set.of(spec.tag().toString()))
                    .withRemove(true)
                    .withForcerm(true)
                    .withLabels(spec.labels());
            spec.arguments().forEach(command::withBuildArg);
            listen(command.exec(said), call, ErrorCode.DOCKER_BUILD_FAILED, item -> {
                output.receive(item.getStream() == null ? "" : item.getStream());
                if (item.isBuildSuccessIndicated()) {
                    imageId[0] = item.getImageId();
                }
            });
        } catch (java.io.IOException | RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.DOCKER_BUILD_FAILED);
        }
        return find(imageId[0].isEmpty() ? spec.tag().toString() : imageId[0])
                .map(image -> new Built(image.id(), output.warnings()))
                .orElseThrow(
                        () -> new EngineException(ErrorCode.DOCKER_BUILD_FAILED, "the build ended without an image"));
    }

    @Override
    public void remove(String reference) throws EngineException {
        try {
            connections.ask(client -> client.removeImageCmd(reference).exec());
        } catch (NotFoundException e) {
            // it is not there: what was wanted
        } catch (RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.INTERNAL);
        }
    }

    private <T extends ResponseItem> void listen(
            StreamedAnswer<T> said, EngineCall call, ErrorCode failure, Consumer<T> also)
            throws EngineException, InterruptedException {
        call.onCancel(said);
        for (var next = said.next(); next.isPresent(); next = said.next()) {
            var item = next.get();
            if (item.isErrorIndicated()) {
                throw EngineErrors.of(errorOf(item), failure);
            }
            also.accept(item);
            deliver(item, call);
        }
    }

    private static void deliver(ResponseItem item, EngineCall call) {
        var status = item.getStatus();
        if (item.getId() != null && status != null && !status.startsWith("Pulling from")) {
            var detail = item.getProgressDetail();
            call.receive(new LayerMoved(
                    item.getId(),
                    status,
                    detail == null ? null : detail.getCurrent(),
                    detail == null ? null : detail.getTotal()));
        } else if (status != null) {
            call.receive(new Line(status));
        } else if (item.getStream() != null && !item.getStream().isBlank()) {
            call.receive(new Line(item.getStream().strip()));
        }
    }

    @SuppressWarnings("deprecation") // the only place where old engines say it
    private static String errorOf(ResponseItem item) {
        var detail = item.getErrorDetail();
        return String.valueOf(detail != null && detail.getMessage() != null ? detail.getMessage() : item.getError());
    }

    private static AuthConfig authOf(EngineReference image, Credentials credentials) {
        return new AuthConfig()
                .withRegistryAddress(image.registry())
                .withUsername(credentials.username())
                .withPassword(credentials.password());
    }
}
