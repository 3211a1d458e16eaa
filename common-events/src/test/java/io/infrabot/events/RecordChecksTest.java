package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No record holds what it must not, and says which value it refused. */
class RecordChecksTest {

    private static final String SESSION = "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d";
    private static final String OPERATION = SESSION + ".k3q7n2xw5abz";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "0197A4C2-6F3E-7B41-9C0D-2E8F5A1B3C4D",
                "0197a4c26f3e7b419c0d2e8f5a1b3c4d",
                "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4",
                "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d\n",
                "../../../etc/passwd"
            })
    void aSessionIdIsAUuidInLowerCase(String bad) {
        refused(() -> new SessionId(bad), bad);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                SESSION,
                SESSION + ".",
                SESSION + ".k3q7n2xw5ab",
                SESSION + ".k3q7n2xw5abzz",
                SESSION + ".K3Q7N2XW5ABZ",
                SESSION + ".k3q7n2xw5ab1",
                OPERATION + "\n",
                "k3q7n2xw5abz." + SESSION
            })
    void anOperationIdIsASessionIdADotAndTwelveOfBase32(String bad) {
        refused(() -> new OperationId(bad), bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "run 1", "läuft", "a/b", "run\n"})
    void aRunIdHasNoOtherCharacters(String bad) {
        refused(() -> new RunId(bad), bad);
    }

    @Test
    void aRunIdHasAtMost128Characters() {
        assertThat(new RunId("r".repeat(128)).value()).hasSize(128);
        refused(() -> new RunId("r".repeat(129)), "r".repeat(129));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Docker-Ops-1", "-docker", ".docker", "docker_1", "docker 1", "docker/1", "docker\n"})
    void aNodeIdIsALowerCaseName(String bad) {
        refused(() -> new NodeId(bad), bad);
    }

    @Test
    void aNodeIdHasAtMost63Characters() {
        assertThat(new NodeId("n".repeat(63)).value()).hasSize(63);
        refused(() -> new NodeId("n".repeat(64)), "n".repeat(64));
    }

    @Test
    void anOperationKnowsItsSession() {
        assertThat(new OperationId(OPERATION).session()).isEqualTo(new SessionId(SESSION));
    }

    @Test
    void idsReadAsTheirValues() {
        assertThat(new SessionId(SESSION)).hasToString(SESSION);
        assertThat(new OperationId(OPERATION)).hasToString(OPERATION);
        assertThat(new RunId(OPERATION + ":1")).hasToString(OPERATION + ":1");
        assertThat(new NodeId("docker-ops-1")).hasToString("docker-ops-1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aFractionIsBetweenZeroAndOne(double bad) {
        refused(() -> progress(bad, List.of()), Double.toString(bad));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 1.0})
    void aFractionMayBeEitherEnd(double good) {
        assertThat(progress(good, List.of()).fraction()).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aLimitOfOperationsIsAtLeastOne(int bad) {
        refused(() -> new SessionLimits(bad), Integer.toString(bad));
    }

    @Test
    void aSessionMayHaveNoLimit() {
        assertThat(new SessionLimits(null).maxOperations()).isNull();
    }

    @Test
    void aTargetNamesWhatItsKindNeeds() {
        refused(() -> new Target(Target.Kind.node, null, null), "node");
        refused(() -> new Target(Target.Kind.labels, null, null), "labels");
        refused(() -> new Target(Target.Kind.labels, null, Map.of()), "labels");
    }

    @Test
    void anyNodeNeedsNoName() {
        assertThat(Target.any()).isEqualTo(new Target(Target.Kind.any, null, null));
    }

    @Test
    void aMessageIsCutToItsLongest() {
        var longest = "m".repeat(OperationError.MAX_MESSAGE);

        assertThat(error(longest).message()).isEqualTo(longest);
        assertThat(error(longest + "m").message())
                .hasSize(OperationError.MAX_MESSAGE)
                .endsWith("m…");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void anErrorCarriesWhatBelongsToItsCode(ErrorCode code) {
        assertThat(OperationError.of(code, "why"))
                .isEqualTo(new OperationError(code.name(), code.category().name(), "why", code.retryable()));
    }

    @Test
    void whatARecordWasMadeOfCanChangeAfterwardsWithoutChangingIt() {
        var layers = new ArrayList<>(List.of(new Progress.Layer("a3ed95caeb02", "Downloading", 1L, 2L)));
        var labels = new HashMap<>(Map.of("zone", "a"));
        var progress = progress(0.5, layers);
        var target = new Target(Target.Kind.labels, null, labels);

        layers.clear();
        labels.clear();

        assertThat(progress.layers()).hasSize(1);
        assertThat(target.labels()).containsEntry("zone", "a");
    }

    private static Progress progress(double fraction, List<Progress.Layer> layers) {
        return new Progress(
                new SessionId(SESSION),
                new OperationId(OPERATION),
                new RunId(OPERATION + ":1"),
                1,
                1,
                fraction,
                "on its way",
                null,
                null,
                layers);
    }

    private static OperationError error(String message) {
        return OperationError.of(ErrorCode.INTERNAL, message);
    }

    private static void refused(ThrowingCallable make, String quoted) {
        assertThatIllegalArgumentException().isThrownBy(make).withMessageContaining(quoted);
    }
}
