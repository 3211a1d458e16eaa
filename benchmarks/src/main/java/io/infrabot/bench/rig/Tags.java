package io.infrabot.bench.rig;

import io.infrabot.bench.rig.Tags.Tag;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Which tag to make next: a few names in turn, each time for the other of two images, because an engine does nothing
 * for a name that already stands for the image, and becomes slower with each name that it has not seen.
 */
public final class Tags implements Supplier<Tag> {

    private static final int NAMES = 64;
    private static final String[] IMAGES = {"bench:a", "bench:b"};

    private final AtomicLong next = new AtomicLong();
    private final String repository;

    /** Of those who use a repository of their own, none gets in another's way. */
    public Tags(String repository) {
        this.repository = repository;
    }

    /** A name for an image. */
    public record Tag(String source, String repository, String tag) {

        public String target() {
            return repository + ":" + tag;
        }

        /** As the engine's API wants it. */
        public String path() {
            return "/images/" + source + "/tag?repo=" + repository + "&tag=" + tag;
        }
    }

    @Override
    public Tag get() {
        var number = next.getAndIncrement();
        return new Tag(IMAGES[(int) (number / NAMES % 2)], repository, "t" + number % NAMES);
    }
}
