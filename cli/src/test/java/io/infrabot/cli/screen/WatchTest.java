package io.infrabot.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.Screen;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ShownOperation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final ShownOperation RUNNING = operation("RUNNING");
    private static final ShownOperation DONE = operation("SUCCEEDED");

    @Test
    void withoutATerminalProgressIsALineNowAndThen() {
        var screen = new Screen(false);
        var now = new AtomicLong(TimeUnit.HOURS.toNanos(1));
        var watch = new PlainWatch(screen.terminal(), now::get);

        watch.state(operation("QUEUED"));
        watch.state(RUNNING);
        for (int percent = 0; percent < 100; percent++) {
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));
            watch.progress(Json.read("{\"fraction\":" + percent / 100.0 + "}"));
        }
        watch.state(DONE);
        watch.done(DONE);

        assertThat(screen.lines())
                .containsExactly(
                        "docker.pull  QUEUED",
                        "docker.pull  RUNNING",
                        "docker.pull  RUNNING   39 %",
                        "docker.pull  RUNNING   79 %");
    }

    @Test
    void whatIsWaitedForIsSaidWhenItChanges() {
        var screen = new Screen(false);
        var watch = Watch.on(screen.terminal(), false);

        watch.state(waiting("NOT_PLACED_YET"));
        watch.state(waiting("NO_CAPABLE_NODE"));
        watch.state(waiting("NO_CAPABLE_NODE"));
        watch.state(waiting("ON_NODE"));

        assertThat(screen.lines())
                .containsExactly(
                        "docker.pull  QUEUED  NOT_PLACED_YET",
                        "docker.pull  QUEUED  NO_CAPABLE_NODE",
                        "docker.pull  QUEUED  ON_NODE");
    }

    private static ShownOperation waiting(String reason) {
        return new ShownOperation(Json.read(
                "{\"type\":\"docker.pull\",\"status\":\"QUEUED\",\"waiting\":{\"reason\":\"" + reason + "\"}}"));
    }

    @Test
    void withoutATerminalNothingIsEverRedrawn() {
        var screen = new Screen(false);
        var watch = Watch.on(screen.terminal(), false);

        watch.state(RUNNING);
        watch.progress(Json.read("{\"fraction\":0.5}"));
        watch.interrupted();
        watch.done(DONE);

        assertThat(screen.out()).doesNotContain("\033", "\r");
        assertThat(screen.err()).contains("connection lost");
    }

    @Test
    void onATerminalTheBarsAreRedrawnInPlace() {
        var screen = new Screen(true);
        var watch = Watch.on(screen.terminal(), false);

        watch.state(RUNNING);
        watch.progress(
                Json.read(
                        "{\"fraction\":0.1,\"layers\":[{\"id\":\"a\",\"status\":\"Waiting\"},{\"id\":\"b\",\"status\":\"Waiting\"}]}"));
        watch.progress(Json.read("{\"fraction\":0.2}"));

        assertThat(screen.out().split("\033\\[1A", -1)).hasSize(2);
        assertThat(screen.out().split("\033\\[3A", -1)).hasSize(2);
        assertThat(screen.out()).endsWith("\033[K\n\033[J");
    }

    @Test
    void barsWithoutLayersAreTakenBackAtTheEnd() {
        var screen = new Screen(true);
        var watch = Watch.on(screen.terminal(), false);

        watch.state(RUNNING);
        watch.done(DONE);

        assertThat(screen.out()).endsWith("\033[1A\r\033[J");
    }

    @Test
    void aMachineGetsOneObjectALine() {
        var screen = new Screen(true);
        var watch = Watch.on(screen.terminal(), true);

        watch.state(RUNNING);
        watch.progress(Json.read("{\"fraction\":0.5}"));
        watch.interrupted();
        watch.done(DONE);

        assertThat(screen.lines())
                .containsExactly(
                        "{\"event\":\"state\",\"data\":{\"type\":\"docker.pull\",\"status\":\"RUNNING\"}}",
                        "{\"event\":\"progress\",\"data\":{\"fraction\":0.5}}",
                        "{\"event\":\"end\",\"data\":{\"type\":\"docker.pull\",\"status\":\"SUCCEEDED\"}}");
    }

    private static ShownOperation operation(String status) {
        return new ShownOperation(Json.object().put("type", "docker.pull").put("status", status));
    }
}
