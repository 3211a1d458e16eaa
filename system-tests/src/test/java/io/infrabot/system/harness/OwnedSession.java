package io.infrabot.system.harness;

import io.infrabot.testkit.world.Api;
import java.util.Map;
import java.util.UUID;

/** A session, a Docker operation of it that is over, and the key that it was opened with. */
record OwnedSession(String session, String operation, String key) {

    static final String TEAM = "system-tests";

    /** One that the instance at {@code door} answers for. */
    static OwnedSession at(Api door) {
        while (true) {
            var key = UUID.randomUUID().toString();
            var session = door.post("/api/v1/sessions", Map.of("team", TEAM), "Idempotency-Key", key)
                    .body()
                    .path("sessionId")
                    .asText();
            if (isAnsweredBy(door, session)) {
                var operation = door.submit(
                        "/api/v1/docker/tag",
                        Map.of(
                                "sessionId",
                                session,
                                "source",
                                "infrabot-is-not-there:1",
                                "target",
                                "infrabot-is-not-there:2"));
                door.end(operation);
                return new OwnedSession(session, operation, key);
            }
        }
    }

    /** What says that another instance has forwarded it is answered by the owner or by nobody. */
    private static boolean isAnsweredBy(Api door, String session) {
        return door.call("GET", "/api/v1/sessions/" + session, null, "X-InfraBot-Forwarded", "somebody")
                        .status()
                == 200;
    }
}
