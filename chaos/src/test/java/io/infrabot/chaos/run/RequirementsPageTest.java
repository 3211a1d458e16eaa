package io.infrabot.chaos.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A code that somebody reads anywhere in the project stands in docs/requirements.md, and what that page says is there. */
class RequirementsPageTest {

    private static final Path PAGE = TestSources.ROOT.resolve("docs/requirements.md");

    /** As a word of its own: no part of a version, an address, a colour or an escape. */
    private static final Pattern CODE =
            Pattern.compile("(?<![\\w.#%&$\\\\])(?:R\\d\\.\\d{1,2}|[FS]\\d{2})(?!\\w|\\.\\d)");

    private static final Pattern TEXT = Pattern.compile("(?:[^.]+|.*\\.(?:java|md|sh|yaml|yml|xml|properties|mjs|ts))");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".infrabot");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)]+)\\)");
    private static final Pattern SUM = Pattern.compile("\\| \\[(R\\d|F|S)]\\(.*");
    private static final int CELLS = 5;

    /** How much of what a code asks for is proved; in the order of the counts. */
    private enum Standing {
        PROVED(""),
        IN_PART("in part: "),
        NOT_YET("not yet: ");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        static Standing of(String proof) {
            return proof.startsWith(NOT_YET.words) ? NOT_YET : proof.startsWith(IN_PART.words) ? IN_PART : PROVED;
        }
    }

    /** A row of the page: a code, and what proves it. */
    private record Row(String code, String proof) {

        String family() {
            return familyOf(code);
        }

        Standing standing() {
            return Standing.of(proof);
        }

        List<String> names() {
            return found(QUOTED, proof).map(name -> name.group(1)).toList();
        }

        boolean saysWhatIsMissing() {
            return proof.contains("; ");
        }
    }

    @Test
    void everyCodeThatIsMentionedHasARow() throws IOException {
        var listed = new TreeSet<>(FaultTable.rows().keySet());
        rows().forEach(row -> listed.add(row.code()));

        var mentioned = mentioned();

        assertThat(mentioned).isNotEmpty();
        mentioned.keySet().removeAll(listed);
        assertThat(mentioned).as("codes without a row, and where they stand").isEmpty();
    }

    @Test
    void everyCodeHasOneRowAndNoneIsLeftOut() throws IOException {
        var codes = new ArrayList<>(FaultTable.rows().keySet());
        rows().forEach(row -> codes.add(row.code()));

        codes.stream()
                .collect(groupingBy(RequirementsPageTest::familyOf, toCollection(TreeSet::new)))
                .forEach((family, of) -> assertThat(of)
                        .as(family)
                        .containsAll(IntStream.rangeClosed(1, of.size())
                                .mapToObj(number -> codeOf(family, number))
                                .toList()));
        assertThat(codes)
                .filteredOn(code -> Collections.frequency(codes, code) > 1)
                .isEmpty();
    }

    @Test
    void everyRowNamesWhatProvesItAndWhatIsMissing() throws IOException {
        assertThat(rows())
                .filteredOn(row -> row.standing() != Standing.NOT_YET)
                .filteredOn(
                        row -> row.names().isEmpty() || row.saysWhatIsMissing() != (row.standing() == Standing.IN_PART))
                .isEmpty();
    }

    @Test
    void everyNameInARowIsATestOrABenchmarkThatIsThere() throws IOException {
        var sources = TestSources.ofAllModules();
        var benchmarks = Files.readString(TestSources.ROOT.resolve("docs/PERFORMANCE.md"));

        for (var row : rows()) {
            assertThat(row.names())
                    .as(row.code())
                    .filteredOn(name ->
                            TestSources.namedIn("`" + name + "`").stream().noneMatch(sources::has))
                    .filteredOn(name -> !benchmarks.contains("\n| `" + name + "` | "))
                    .isEmpty();
        }
        assertThat(TestSources.namedIn(Files.readString(PAGE)))
                .filteredOn(test -> !sources.has(test))
                .isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (var link : found(LINK, Files.readString(PAGE)).toList()) {
            var parts = link.group(1).split("#", 2);
            var target = parts[0].isEmpty() ? PAGE : PAGE.resolveSibling(parts[0]);
            assertThat(target).as(link.group()).exists();
            if (parts.length > 1) {
                assertThat(anchorsOf(target)).as(link.group()).contains(parts[1]);
            }
        }
    }

    @Test
    void theCountsAreThoseOfTheRows() throws IOException {
        var counted = new TreeMap<String, Map<Standing, Long>>(
                rows().stream().collect(groupingBy(Row::family, groupingBy(Row::standing, counting()))));
        // every fault of that page has its tests
        counted.get("F").merge(Standing.PROVED, (long) FaultTable.rows().size(), Long::sum);

        var said = Files.readAllLines(PAGE).stream()
                .filter(line -> SUM.matcher(line).matches())
                .toList();

        assertThat(said).hasSameSizeAs(counted.keySet()).allSatisfy(line -> {
            var family = found(SUM, line).findFirst().orElseThrow().group(1);
            var counts = counted.getOrDefault(family, Map.of());
            var sums = Stream.of(Standing.values())
                    .map(each -> counts.getOrDefault(each, 0L))
                    .toList();
            var all = sums.stream().mapToLong(Long::longValue).sum();
            assertThat(line).endsWith("| %d | %d | %d | %d |".formatted(all, sums.get(0), sums.get(1), sums.get(2)));
        });
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (var line : Files.readAllLines(PAGE)) {
            var cells = line.split("\\|", -1);
            if (cells.length == CELLS && CODE.matcher(cells[1].strip()).matches()) {
                rows.add(new Row(cells[1].strip(), cells[3].strip()));
            }
        }
        return rows;
    }

    /** Each code with the files that mention it, but for the page. */
    private static Map<String, Set<String>> mentioned() throws IOException {
        var mentioned = new TreeMap<String, Set<String>>();
        var folders = new ArrayList<>(List.of(TestSources.ROOT));
        while (!folders.isEmpty()) {
            try (var files = Files.list(folders.removeLast())) {
                for (var file : files.toList()) {
                    var name = file.getFileName().toString();
                    if (Files.isDirectory(file) && !NOT_OURS.contains(name)) {
                        folders.add(file);
                    } else if (Files.isRegularFile(file) && TEXT.matcher(name).matches() && !file.equals(PAGE)) {
                        found(CODE, Files.readString(file, StandardCharsets.ISO_8859_1))
                                .forEach(code -> mentioned
                                        .computeIfAbsent(code.group(), _ -> new TreeSet<>())
                                        .add(TestSources.ROOT.relativize(file).toString()));
                    }
                }
            }
        }
        return mentioned;
    }

    private static String familyOf(String code) {
        return code.startsWith("R") ? code.substring(0, 2) : code.substring(0, 1);
    }

    private static String codeOf(String family, int number) {
        return family.startsWith("R") ? family + "." + number : "%s%02d".formatted(family, number);
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchorsOf(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .collect(toSet());
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
