package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.infrabot.events.TopicNames;
import io.infrabot.system.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs under {@code docs/examples}, as a user runs them. A test that needs what is not installed is skipped. */
record ExamplePrograms(String broker) {

    private static final Path EXAMPLES =
            Path.of("../docs/examples").toAbsolutePath().normalize();
    private static final Path NPM_CI =
            Path.of("../dev/npm-ci.sh").toAbsolutePath().normalize();
    private static final int NOT_HERE = 3;
    private static final Pattern COMMAND = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    Program pullTimes(String... options) {
        var folder = EXAMPLES.resolve("pull-times");
        var ready = Program.of(NPM_CI.toString(), "--apart", folder.toString()).run();
        assumeTrue(ready.code() != NOT_HERE, ready.err());
        assertThat(ready.code()).as(ready.err()).isZero();
        // what a user does leaves nothing among the sources
        var installed = Path.of(ready.out().strip());
        var command = Stream.concat(
                Stream.of("node", installed.resolve("pull-times.mjs").toString(), "--broker", broker),
                Stream.of(options));
        return Program.of(command.toArray(String[]::new));
    }

    Program imageLedger(String from) {
        needs("kcat", "node");
        return Program.shell("kcat -C -e -q -b %s -t %s -o %s -J | node %s --json"
                .formatted(broker, TopicNames.SESSION_EVENTS, from, EXAMPLES.resolve("image-ledger/image-ledger.mjs")));
    }

    /** What a script with kcat says. */
    String script(String name, String... arguments) {
        needs("kcat", "jq");
        var command =
                Stream.concat(Stream.of(EXAMPLES.resolve("kcat").resolve(name).toString()), Stream.of(arguments));
        return Program.of(command.toArray(String[]::new)).with("BROKER", broker).say();
    }

    /** The commands of the page of one-liners, as they stand there. */
    static List<String> oneLiners() throws IOException {
        needs("kcat", "jq");
        return COMMAND.matcher(Files.readString(EXAMPLES.resolve("one-liners.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** A command of that page for this broker; what follows a topic for ever is run from its beginning to its end. */
    Program oneLiner(String command) {
        return Program.shell(command.replace("127.0.0.1:9092", broker)
                .replace("-C -q -u", "-C -e -q -u")
                .replace("-o end", "-o beginning"));
    }

    /** The tests that the examples have of their own. */
    static Program ownTests() {
        needs("node");
        return Program.of(
                "node",
                "--test",
                "--test-reporter=tap",
                EXAMPLES.resolve("facts.test.mjs").toString());
    }

    private static void needs(String... programs) {
        assumeTrue(Program.areInstalled(programs), () -> "not installed: one of " + List.of(programs));
    }
}
