package io.infrabot.docker.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildOutputTest {

    private final BuildOutput output = new BuildOutput();

    @Test
    void theLastLinesAreKeptWithoutTheBlankOnes() {
        for (int i = 0; i < 100; i++) {
            output.receive("line " + i + "\n\n");
        }

        assertThat(output.lastLines())
                .hasSize(BuildOutput.MAX_LINES)
                .startsWith("line 80")
                .endsWith("line 99");
    }

    @Test
    void linesMayBeCutAnywhereAndTheLastNeedNotEnd() {
        output.receive("on");
        output.receive("e\ntw");
        output.receive("o");

        assertThat(output.lastLines()).containsExactly("one", "two");
    }

    @Test
    void whatTheEngineSaysItselfIsALineOfItsOwnBehindOneThatDoesNotEnd() {
        output.receive("broken");
        output.receive("Removing intermediate container 0dbffc2a5dc4\n");
        output.receive("half");
        output.receive(" ---> 0265bda1af34\n");

        assertThat(output.lastLines())
                .containsExactly(
                        "broken", "Removing intermediate container 0dbffc2a5dc4", "half", " ---> 0265bda1af34");
    }

    @Test
    void signsForTerminalsAreLeftOutEvenWhereTheyAreCut() {
        output.receive("\u001b[9");
        output.receive("1merror\u001b[0m: \u001b]0;title\u0007no\u0000 \u009bthing\ud800\n");

        assertThat(output.lastLines()).containsExactly("error: no thing");
    }

    @Test
    void ofALineThatIsWrittenOverTheLastIsKept() {
        output.receive("10 %\r50 %\r");
        output.receive("100 %\r\nnext\r\n");

        assertThat(output.lastLines()).containsExactly("100 %", "next");
    }

    @Test
    void aLineWithoutEndIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            output.receive("x".repeat(1_000));
        }

        assertThat(output.lastLines())
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(BuildOutput.MAX_LINE));
    }

    @Test
    void theStepAndTheWarningsAreFound() {
        output.receive("Step 1/2 : FROM scratch\n ---> \nStep 2/2 : COPY a /\n");
        output.receive("[Warning] One or more build-args [NOPE] were not consumed\n");

        assertThat(output.warnings()).containsExactly("One or more build-args [NOPE] were not consumed");
        assertThat(output.step()).isEqualTo("step 2 of 2: COPY a /");
    }
}
