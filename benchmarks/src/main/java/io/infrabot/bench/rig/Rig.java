package io.infrabot.bench.rig;

import io.infrabot.bench.measure.Contest;
import io.infrabot.bench.measure.Control;
import io.infrabot.bench.measure.Pace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a benchmark is given.
 *
 * @param folder everything that it writes; gone when it is over
 * @param home of the launcher, where peers are installed
 * @param recordings where flight recordings of the services go; empty: none are made
 */
public record Rig(
        Pace pace, Control control, Path folder, Path home, Optional<Path> recordings, Consumer<String> progress) {

    public Contest contest() {
        return new Contest(pace, control, progress);
    }
}
