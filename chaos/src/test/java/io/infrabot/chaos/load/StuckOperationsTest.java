package io.infrabot.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StuckOperationsTest {

    @Test
    void ofAThreadDumpOnlyTheSlotsAreTold() {
        var dump = """
                "main" #1 prio=5
                   java.lang.Thread.State: RUNNABLE
                \tat java.lang.Thread.run(Thread.java:1)

                "lane-metadata-1" #41 daemon prio=5 os_prio=0 cpu=3.1ms
                   java.lang.Thread.State: WAITING (on object monitor)
                \tat java.lang.Object.wait0(java.base@25/Native Method)
                \tat io.infrabot.tools.run.Lane.next(Lane.java:77)

                """;

        assertThat(StuckOperations.slotsIn(dump))
                .isEqualTo("[\"lane-metadata-1\" < java.lang.Thread.State: WAITING (on object monitor)"
                        + " < Object.wait0 < Lane.next]");
    }
}
