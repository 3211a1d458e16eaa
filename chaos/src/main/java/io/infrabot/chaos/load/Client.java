package io.infrabot.chaos.load;

import io.infrabot.chaos.checker.Invocation;
import io.infrabot.chaos.checker.Invocation.Kind;
import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.checker.Recorder;
import io.infrabot.events.OperationId;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.session.decide.Input;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.World;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks as a user would, of any session service, and records every attempt with what is known of it. Thread-safe. */
public final class Client {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int TAKEN = 202;
    private static final int FIRST_REFUSAL = 400;
    private static final int TOO_MANY = 429;
    private static final int FIRST_FAILURE = 500;

    private final String name;
    private final World world;
    private final Publisher publisher;
    private final Recorder recorder;

    public Client(String name, World world, Publisher publisher, Recorder recorder) {
        this.name = name;
        this.world = world;
        this.publisher = publisher;
        this.recorder = recorder;
    }

    /** Opens a session; goes on trying until it is open. */
    public SessionId open() {
        var key = UUID.randomUUID().toString();
        var giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (System.nanoTime() < giveUp) {
            try {
                var answer = anyDoor().post("/api/v1/sessions", Map.of("team", name), "Idempotency-Key", key);
                if (answer.status() == 201 || answer.status() == 200) {
                    var session = new SessionId(answer.body().path("sessionId").asText());
                    recorder.opened(session);
                    return session;
                }
            } catch (UncheckedIOException e) {
                // not there now: another one, or later
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("no session could be opened for two minutes");
    }

    /** Asks once, under a new key. */
    public Invocation submit(SessionId session, Ask ask) {
        return submit(session, ask, newKey());
    }

    /** Asks once, under {@code key}. */
    public Invocation submit(SessionId session, Ask ask, String key) {
        return submit(anyDoor(), session, ask, key);
    }

    /** Asks once, at this door. */
    public Invocation submit(Api door, SessionId session, Ask ask, String key) {
        var body = new HashMap<>(ask.body());
        body.put("sessionId", session.value());
        var begun = System.nanoTime();
        var result = result(door, ask.path(), body, key);
        return record(Kind.SUBMITTED, operation(session, key), ask.type(), begun, result);
    }

    /** Asks under one key until somebody says yes or no. */
    public Invocation insist(SessionId session, Ask ask) {
        var key = newKey();
        var giveUp = System.nanoTime() + GIVE_UP_NANOS;
        var attempt = submit(session, ask, key);
        while (attempt.result() instanceof Result.Unknown && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(PAUSE_NANOS);
            attempt = submit(session, ask, key);
        }
        return attempt;
    }

    /** Publishes the request for a noop, {@code times} times the same. */
    public Invocation publish(SessionId session, int times) {
        var id = UUID.randomUUID().toString();
        var request = new RunOperation(null, session, Ask.noop().type(), Map.of(), null, null);
        var begun = System.nanoTime();
        Result result = new Result.Ok();
        try {
            for (int i = 0; i < times; i++) {
                var _ = publisher.publish(request, id);
            }
        } catch (IllegalStateException e) {
            result = new Result.Unknown(String.valueOf(e.getCause()));
        }
        return record(Kind.PUBLISHED, OperationIds.of(session, Publisher.SOURCE, id), "tool.noop", begun, result);
    }

    public Invocation cancel(OperationId operation, String type) {
        var begun = System.nanoTime();
        var result = result(anyDoor(), "/api/v1/operations/" + operation + "/cancel", Map.of(), newKey());
        return record(Kind.CANCEL_ASKED, operation, type, begun, result);
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** The operation that a request of the front door under {@code key} asks for. */
    public static OperationId operation(SessionId session, String key) {
        return OperationIds.of(session, Input.FRONT_DOOR, "key:" + key);
    }

    private Invocation record(Kind kind, OperationId operation, String type, long begun, Result result) {
        var attempt = new Invocation(name, kind, operation, type, begun, System.nanoTime(), result);
        recorder.add(attempt);
        return attempt;
    }

    private static Result result(Api door, String path, Map<String, Object> body, String key) {
        try {
            var answer = door.post(path, body, "Idempotency-Key", key);
            if (answer.status() >= FIRST_REFUSAL && answer.status() < FIRST_FAILURE && answer.status() != TOO_MANY) {
                return new Result.Fail(answer.code());
            }
            return answer.status() >= FIRST_REFUSAL || answer.status() > TAKEN
                    ? new Result.Unknown(answer.status() + " " + answer.code())
                    : new Result.Ok(answer.body().path("decided").asBoolean(true));
        } catch (UncheckedIOException e) {
            return new Result.Unknown(String.valueOf(e.getCause()));
        }
    }

    /** Whoever asks does not know who is down. */
    private Api anyDoor() {
        var sessions = world.members(Member.Kind.SESSION);
        return world.api(sessions.get(ThreadLocalRandom.current().nextInt(sessions.size())));
    }
}
