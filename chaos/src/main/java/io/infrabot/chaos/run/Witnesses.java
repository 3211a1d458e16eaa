package io.infrabot.chaos.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.chaos.checker.Evidence;
import io.infrabot.chaos.checker.Recorder;
import io.infrabot.chaos.checker.Told;
import io.infrabot.chaos.checker.Told.Word;
import io.infrabot.chaos.load.Load;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.history.Histories;
import io.infrabot.testkit.history.Ledgers;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gathers the evidence after a run: clients, history, effects, readers, and every session service's own word. */
final class Witnesses {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world;

    Witnesses(World world) {
        this.world = world;
    }

    Evidence gather(Recorder recorder, Load load) {
        var streams = load.streams();
        var history = Histories.read(new TopicProbe(world));
        var ledgers = Ledgers.of(history);
        var told = new ArrayList<Told>();
        for (var service : world.members(Member.Kind.SESSION)) {
            ledgers.sessions().forEach((id, folded) -> {
                if (folded.session().isPresent()) {
                    told.add(new Told(
                            service.id(),
                            id,
                            word(service, id, folded.session().get().version())));
                }
            });
        }
        return new Evidence(
                recorder.attempts(), recorder.sessions(), history, load.effects(), streams, List.copyOf(told));
    }

    /** What a service says of a session once it is at {@code version}, or in the end. */
    private Word word(Member service, SessionId session, long version) {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        Word word = word(service, session);
        while (!(word instanceof Word.Stands(var stands, var _) && stands >= version) && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(PAUSE_NANOS);
            word = word(service, session);
        }
        return word;
    }

    private Word word(Member service, SessionId session) {
        var api = world.api(service);
        try {
            var before = api.get("/api/v1/sessions/" + session);
            if (before.status() == 404) {
                return new Word.Unknown();
            }
            if (before.status() != 200) {
                return new Word.Silent(before.status() + " " + before.code());
            }
            var operations = new HashMap<OperationId, OperationStatus>();
            for (var each : api.operations(session.value())) {
                operations.put(new OperationId(each.path("operationId").asText()), status(each));
            }
            return new Word.Stands(before.body().path("version").asLong(), operations);
        } catch (UncheckedIOException | AssertionError e) {
            return new Word.Silent(e.toString());
        }
    }

    private static OperationStatus status(JsonNode operation) {
        return OperationStatus.valueOf(operation.path("status").asText());
    }
}
