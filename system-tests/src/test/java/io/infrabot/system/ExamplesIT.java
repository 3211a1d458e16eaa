package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.events.TopicNames;
import io.infrabot.session.history.FactReader;
import io.infrabot.system.harness.ImageWork;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The readers under {@code docs/examples}, which know nothing of our classes, say what the front door says. */
class ExamplesIT {

    @RegisterExtension
    static final Stack STACK = new Stack();

    private static ExamplePrograms examples;
    private static ImageWork work;
    /** How many pulls have found no image so far. */
    private static int missed = 1;

    @BeforeAll
    static void anImageGoesItsWay() throws IOException {
        examples = new ExamplePrograms(STACK.world().bootstrapServers());
        work = ImageWork.doneBy(STACK);
        // readers skip what they cannot read
        Junk.everywhere(STACK.with(new Publisher(STACK.world())), work.session());
    }

    @Test
    void pullTimesAreThoseOfTheFrontDoor() throws IOException {
        var said =
                json(examples.pullTimes("--from-beginning", "--once", "--json").say());

        var expected = work.operations(STACK, "docker.pull", "SUCCEEDED").stream()
                .map(pull -> seconds(pull.path("usage").path("wallTime")))
                .sorted()
                .toList();
        assertThat(expected).hasSize(2);
        assertThat(registryOf(said.path("pulls").path(0)))
                .isEqualTo(work.image().split("/", -1)[0]);
        // the two may lie in two hours
        assertThat(sum(said.path("pulls"), "n")).isEqualTo(expected.size());
        var slowest = values(said.path("pulls"), "p95").max(Double::compare);
        assertThat(slowest).hasValue(expected.getLast());
        var fastest = values(said.path("pulls"), "p50").min(Double::compare);
        assertThat(fastest).hasValue(expected.getFirst());
        assertThat(said.path("failures").toString())
                .isEqualTo("[{\"code\":\"DOCKER_IMAGE_NOT_FOUND\",\"n\":%d}]".formatted(missed));
        assertThat(said.at("/read/counted").asInt()).isEqualTo(facts());
        assertThat(said.at("/read/void").asInt()).isZero();
    }

    @Test
    void pullTimesFollowWhatIsNewUntilTheyAreStopped() throws IOException, InterruptedException {
        var api = STACK.api();
        try (var following = examples.pullTimes().start()) {
            Waiting.until(() -> assertThat(following.said()).contains("following"));

            var pull = api.pull(api.session(), work.image() + "-never-was");
            api.end(pull);
            missed++;

            Waiting.until(() -> assertThat(following.said()).contains(pull, "DOCKER_IMAGE_NOT_FOUND"));
            assertThat(following.stop()).isZero();
            assertThat(following.said()).contains("Pulls that failed, by code");
        }
    }

    @Test
    void pullTimesForPeopleAreTables() {
        assertThat(examples.pullTimes("--from-beginning", "--once").say())
                .contains("Pulls by registry and hour", "DOCKER_IMAGE_NOT_FOUND", facts() + " facts of");
    }

    @Test
    void pullTimesSayHowTheyAreUsedAndWhatIsWrong() {
        assertThat(examples.pullTimes("--help").say()).contains("--from-beginning", "--once", "--json");

        var misused = examples.pullTimes("--for-ever").run();
        assertThat(misused.code()).isEqualTo(2);
        assertThat(misused.err()).contains("--for-ever").contains("hint:");
    }

    @Test
    void theExamplesOwnTestsPass() {
        assertThat(ExamplePrograms.ownTests().say()).contains("# fail 0");
    }

    @Test
    void theImageLedgerIsCompleteAndTellsWhatHappenedToEachImage() throws IOException {
        var said = json(examples.imageLedger("beginning").say());

        assertThat(said.at("/completeness/complete").asBoolean()).isTrue();
        assertThat(said.at("/completeness/counted").asInt()).isEqualTo(facts());
        assertThat(said.path("images").path(work.image()))
                .extracting(entry -> entry.path("what").asText() + " "
                        + entry.path("outcome").asText())
                .containsExactly(
                        "docker.build SUCCEEDED",
                        "docker.push SUCCEEDED",
                        "docker.pull SUCCEEDED",
                        "docker.pull SUCCEEDED");
        var built = work.operations(STACK, "docker.build", "SUCCEEDED").getFirst();
        var entry = said.path("images").path(work.image()).path(0);
        assertThat(entry.path("operation")).isEqualTo(built.path("operationId"));
        assertThat(entry.path("imageId")).isEqualTo(built.path("result").path("imageId"));
        assertThat(said.path("images").path(work.tagged()).path(0).path("from").asText())
                .isEqualTo(work.image());
        assertThat(said.path("images").path(work.missing()).path(0).path("code").asText())
                .isEqualTo("DOCKER_IMAGE_NOT_FOUND");
    }

    @Test
    void anImageLedgerOfAPartOfTheHistorySaysSo() throws IOException {
        var ending = examples.imageLedger("1").run();

        assertThat(ending.code()).isEqualTo(1);
        assertThat(json(ending.out()).at("/completeness/complete").asBoolean()).isFalse();
    }

    @Test
    void theScriptsWithKcatSayTheSame() {
        assertThat(examples.script("failures.sh").lines())
                .containsExactlyInAnyOrder(
                        "docker.pull\tDOCKER_IMAGE_NOT_FOUND\t" + missed, "tool.noop\tREQUEST_INVALID\t1");
        assertThat(examples.script("slowest.sh").lines())
                .hasSize(5)
                .anyMatch(line -> line.contains(work.operations(STACK, "docker.push", "SUCCEEDED")
                        .getFirst()
                        .path("operationId")
                        .asText()));
        assertThat(examples.script("story.sh", work.session()).lines())
                .hasSize(STACK.api().session(work.session()).path("version").asInt())
                .first()
                .asString()
                .contains("created", "infrabot.requests-");
        assertThat(examples.script("facts.sh").lines()).hasSize(facts());
    }

    @Test
    void everyOneLinerOfThePageRuns() throws IOException {
        var commands = ExamplePrograms.oneLiners();
        assertThat(commands).hasSize(4);
        for (var command : commands) {
            var ending = examples.oneLiner(command).run();

            assertThat(ending.code()).as("%s: %s", command, ending).isZero();
            if (!command.contains(TopicNames.OPERATION_ERRORS)) {
                assertThat(ending.out()).as(command).isNotBlank();
            }
        }
    }

    /** How many facts there are; with writers that live, all of them count. */
    private static int facts() {
        return (int) new TopicProbe(STACK.world())
                .all(TopicNames.SESSION_EVENTS).stream()
                        .filter(record -> FactReader.read(record.headers(), record.value(), record.offset())
                                instanceof FactReader.Read.Fact)
                        .count();
    }

    private static String registryOf(JsonNode row) {
        return row.path("registry").asText();
    }

    private static int sum(JsonNode rows, String field) {
        return values(rows, field).mapToInt(Double::intValue).sum();
    }

    private static Stream<Double> values(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path(field).asDouble());
    }

    private static double seconds(JsonNode duration) {
        return Duration.parse(duration.asText()).toNanos() / 1e9;
    }

    private static JsonNode json(String text) throws IOException {
        return Json.tolerant().readTree(text);
    }
}
