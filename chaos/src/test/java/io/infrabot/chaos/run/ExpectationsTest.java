package io.infrabot.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** No fault may rot unseen: what it expects is held by a test of every build, which docs/RELIABILITY.md names. */
class ExpectationsTest {

    @Test
    void everyFaultHasARow() throws IOException {
        assertThat(FaultTable.rows().keySet())
                .containsAll(Faults.all().stream().map(Fault::id).toList());
    }

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        var sources = TestSources.ofAllModules();

        assertThat(FaultTable.rows()).allSatisfy((fault, tests) -> {
            assertThat(tests).as("tests of %s", fault).isNotEmpty();
            assertThat(tests)
                    .allSatisfy(test -> assertThat(sources.has(test))
                            .as("%s of %s", test, fault)
                            .isTrue());
        });
    }
}
