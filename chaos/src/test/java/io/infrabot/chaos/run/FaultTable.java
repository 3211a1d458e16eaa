package io.infrabot.chaos.run;

import io.infrabot.chaos.run.TestSources.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table of faults in docs/RELIABILITY.md: each with the tests that its row names. */
final class FaultTable {

    private static final Pattern FAULT = Pattern.compile("F[0-9]{2}");
    private static final int CELLS = 6;
    private static final int TESTS = 4;

    private FaultTable() {}

    static Map<String, List<Reference>> rows() throws IOException {
        var rows = new HashMap<String, List<Reference>>();
        for (var line : Files.readAllLines(TestSources.ROOT.resolve("docs/RELIABILITY.md"))) {
            var cells = line.split("\\|", -1);
            if (cells.length == CELLS && cells[1].strip().startsWith("F")) {
                var tests = TestSources.namedIn(cells[TESTS]);
                FAULT.matcher(cells[1]).results().map(MatchResult::group).forEach(fault -> rows.put(fault, tests));
            }
        }
        return rows;
    }
}
