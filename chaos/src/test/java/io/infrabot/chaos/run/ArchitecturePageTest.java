package io.infrabot.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code map of docs/ARCHITECTURE.md and the tree say the same. */
class ArchitecturePageTest {

    private static final Path PAGE = TestSources.ROOT.resolve("docs/ARCHITECTURE.md");
    private static final Path SESSION = TestSources.ROOT.resolve("session-service/src/main/java/io/infrabot/session");

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final int CELLS = 5;

    /**
     * A row of the map.
     *
     * @param names modules and what else lies beside them, or packages of the session service, each after a dot
     * @param first where to look first: classes in there, or files of the project
     */
    private record Row(List<String> names, List<String> first) {

        Stream<String> packages() {
            return names.stream().filter(name -> name.startsWith("."));
        }

        List<Path> folders() {
            return names.stream().map(ArchitecturePageTest::folderOf).toList();
        }
    }

    @Test
    void everyModuleIsInTheMap() throws IOException {
        var modules = quoted(MODULE, Files.readString(TestSources.ROOT.resolve("pom.xml")));

        assertThat(modules).isNotEmpty();
        assertThat(map().stream().flatMap(row -> row.names().stream())).containsAll(modules);
    }

    @Test
    void everyPackageOfTheSessionServiceIsInTheMap() throws IOException {
        var named = map().stream()
                .flatMap(Row::packages)
                .map(ArchitecturePageTest::matching)
                .toList();
        try (var folders = Files.walk(SESSION)) {
            var packages = folders.filter(folder -> !folder.equals(SESSION))
                    .filter(folder -> Files.exists(folder.resolve("package-info.java")))
                    .map(folder -> "." + SESSION.relativize(folder).toString().replace('/', '.'))
                    .toList();

            assertThat(packages)
                    .isNotEmpty()
                    .filteredOn(each -> named.stream().noneMatch(each::matches))
                    .isEmpty();
        }
    }

    @Test
    void everyNameInTheMapIsThere() throws IOException {
        for (var row : map()) {
            assertThat(row.folders()).allSatisfy(each -> assertThat(each).exists());
            assertThat(row.first())
                    .as("%s", row.names())
                    .allSatisfy(name -> assertThat(isIn(row, name)).as(name).isTrue());
        }
    }

    private static boolean isIn(Row row, String name) throws IOException {
        if (name.contains("/")) {
            return Files.exists(TestSources.ROOT.resolve(name));
        }
        var wanted = FileSystems.getDefault().getPathMatcher("glob:" + name + ".java");
        for (var folder : row.folders()) {
            try (var files = Files.walk(folder)) {
                if (files.anyMatch(file -> wanted.matches(file.getFileName()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Row> map() throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf("## Code map");
        return page.substring(begin, page.indexOf("\n## ", begin))
                .lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == CELLS && cells[1].contains("`"))
                .map(cells -> new Row(quoted(QUOTED, cells[1]), quoted(QUOTED, cells[3])))
                .toList();
    }

    /** Every package that the page means by that name. */
    private static String matching(String name) {
        return Pattern.quote(name).replace(".<noun>", "\\E(\\.[a-z]+)?\\Q");
    }

    private static Path folderOf(String name) {
        return name.startsWith(".")
                ? SESSION.resolve(name.substring(1).replace(".<noun>", "").replace('.', '/'))
                : TestSources.ROOT.resolve(name);
    }

    private static List<String> quoted(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
