package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.JsonHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions as a list: filters, pages and places in them. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class SessionListIT extends OverHttp {

    /** Nobody else's sessions are in the list of it. */
    private final String team = UUID.randomUUID().toString();

    @Test
    void theNewestSessionComesFirst() {
        var older = open(Map.of());
        var newer = open(Map.of());

        assertListed("", newer, older);
    }

    @Test
    void pagesFollowOneAnotherUntilNoneIsLeft() {
        var sessions = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            sessions.addFirst(open(Map.of()));
        }
        assertListed("", sessions.toArray(String[]::new));

        var found = new ArrayList<String>();
        var page = list("&limit=2");
        found.addAll(idsOf(page));
        while (!page.at("nextCursor").isEmpty()) {
            assertThat(page.items()).hasSize(2);
            page = list("&limit=2&cursor=" + page.at("nextCursor"));
            found.addAll(idsOf(page));
        }

        assertThat(found).isEqualTo(sessions);
    }

    @Test
    void aPlaceInOneListIsNoneInAnother() {
        var older = open(Map.of());
        assertListed("", open(Map.of()), older);
        var cursor = list("&limit=1").at("nextCursor");

        assertThat(list("&limit=2&cursor=" + cursor).status()).isEqualTo(200);
        assertFault(list("&status=CREATED&cursor=" + cursor), "cursor");
        assertFault(api.get("/api/v1/sessions?cursor=" + cursor), "cursor");
    }

    @Test
    void sessionsAreFoundByAllOfTheirLabels() {
        var north = open(Map.of("zone", "north"));
        var both = open(Map.of("zone", "north", "tier", "1"));
        assertListed("", both, north);

        assertThat(idsOf(list("&label=zone"))).containsExactly(both, north);
        assertThat(idsOf(list("&label=zone=north&label=tier"))).containsExactly(both);
        assertThat(idsOf(list("&label=zone=south"))).isEmpty();
        assertThat(idsOf(list("&label=colour"))).isEmpty();
    }

    @Test
    void sessionsAreFoundByTheirStatus() {
        var open = open(Map.of());
        var failed = open(Map.of());
        api.put("/api/v1/sessions/" + failed + "/status", Map.of("status", "FAILED"));

        assertListed("&status=FAILED", failed);
        assertListed("&status=CREATED", open);
    }

    @Test
    void aDeletedSessionLeavesTheList() {
        var session = open(Map.of());
        assertListed("", session);

        api.delete("/api/v1/sessions/" + session);

        assertListed("");
    }

    @Test
    void moreLabelsThanTwentyAreRefused() {
        var labels = String.join(
                "", IntStream.range(0, 21).mapToObj(i -> "&label=l" + i).toList());

        assertFault(list(labels), "label");
    }

    private String open(Map<String, String> labels) {
        return api.post("/api/v1/sessions", Map.of("team", team, "labels", labels))
                .at("sessionId");
    }

    private JsonHttp.Answer list(String query) {
        return api.get("/api/v1/sessions?team=" + team + query);
    }

    /** The list may be a moment behind. */
    private void assertListed(String query, String... sessions) {
        Waiting.until(() -> assertThat(idsOf(list(query))).containsExactly(sessions));
    }

    private static List<String> idsOf(JsonHttp.Answer page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.items().findValuesAsText("sessionId");
    }
}
