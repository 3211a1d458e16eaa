package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page that tells what to do, read as people read it: the words before a block say into which file it goes, and a
 * {@code console} block says what a terminal shows then.
 */
public record HowTo(List<Step> steps, List<Saying> sayings) {

    /** A paragraph, and the block after it. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)(?<lead>(?:^.+\\n)+)\\n```(?<language>\\w*)\\n(?<text>(?s:.*?))^```$");

    private static final Pattern PLACE = Pattern.compile(
            "`(?<file>[^`]+)`, (?<place>a new file|at its end|after (?<ticks>`+)(?<line>.+)\\k<ticks>):$");

    private static final String NEW_FILE = "a new file";
    private static final String END = "at its end";

    /** A block that goes into a file: into one of its own, to the end of one, or after the only line that reads so. */
    public record Step(String file, String place, String line, String text) {

        void doIn(Path folder) throws IOException {
            var target = folder.resolve(file);
            if (place.equals(NEW_FILE)) {
                Files.createDirectories(target.getParent());
                Files.writeString(target, text, StandardOpenOption.CREATE_NEW);
            } else if (place.equals(END)) {
                Files.writeString(target, text, StandardOpenOption.APPEND);
            } else {
                insert(target);
            }
        }

        private void insert(Path target) throws IOException {
            var lines = new ArrayList<>(Files.readAllLines(target));
            assertThat(lines.stream().filter(each -> each.strip().equals(line)))
                    .as("lines of %s that read %s", file, line)
                    .hasSize(1);
            var at = lines.stream().map(String::strip).toList().indexOf(line);
            lines.addAll(at + 1, text.lines().toList());
            Files.write(target, lines);
        }
    }

    /** A command, and what it says. */
    public record Saying(String command, String answer) {}

    public static HowTo read(Path page) {
        var steps = new ArrayList<Step>();
        var sayings = new ArrayList<Saying>();
        BLOCK.matcher(textOf(page)).results().forEach(block -> {
            if (block.group("language").equals("console")) {
                sayings.addAll(sayings(block.group("text")));
            } else {
                steps.add(step(block.group("lead").strip().replace('\n', ' '), block.group("text")));
            }
        });
        return new HowTo(steps, sayings);
    }

    private static Step step(String lead, String text) {
        var place = PLACE.matcher(lead);
        assertThat(place.find()).as("where the block after '%s' goes", lead).isTrue();
        var line = place.group("line");
        return new Step(place.group("file"), place.group("place"), line == null ? "" : line, text);
    }

    private static List<Saying> sayings(String terminal) {
        var sayings = new ArrayList<Saying>();
        for (var part : terminal.split("(?m)^\\$ ", -1)) {
            if (!part.isEmpty()) {
                var lines = part.split("\n", 2);
                sayings.add(new Saying(lines[0], lines[1]));
            }
        }
        return sayings;
    }

    /** Does all of it, in a folder that holds what is changed. */
    public void doIn(Path folder) throws IOException {
        for (var step : steps) {
            step.doIn(folder);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
