package io.infrabot.testkit.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The container engine that tests are given: its own API, past InfraBot. */
public final class EngineProbe {

    private static final URI ADDRESS = URI.create(
            Optional.ofNullable(System.getenv("INFRABOT_TEST_ENGINE")).orElse("unix:///var/run/docker.sock"));

    /** Worlds share it, and few cores with it: it may be slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Engine ENGINE = Engine.at(ADDRESS, PATIENCE);

    private EngineProbe() {}

    /** What is asked of the engine. */
    private interface Question<T> {

        T put() throws IOException;
    }

    /** As in {@code DOCKER_HOST}. */
    public static String address() {
        return ADDRESS.toString();
    }

    /** The image of that name, as the engine describes it. */
    public static Optional<JsonNode> image(String name) {
        return answer(() -> ENGINE.image(name));
    }

    /** Removes that name, and the image where it was its last. Nothing happens where there is none. */
    public static void remove(String name) {
        answer(() -> {
            ENGINE.removeByForce(name);
            return true;
        });
    }

    /** What the engine itself says that it did with an image since {@code since}: pull, tag, push, … */
    public static List<String> actionsOn(String image, Instant since) {
        return answer(() -> ENGINE.actionsOn(image, since));
    }

    /** Gives {@code listener} every event of an image since {@code since}, until {@code enough} or the engine is gone. */
    public static void follow(Instant since, Consumer<JsonNode> listener, BooleanSupplier enough) throws IOException {
        ENGINE.follow(since, listener, enough);
    }

    /** Pulls an image, past InfraBot. */
    public static void pull(String name) {
        answer(() -> {
            ENGINE.pull(name);
            return true;
        });
    }

    /** Every name that an image has there. */
    public static Set<String> names() {
        return answer(ENGINE::names);
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.put();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
