package io.infrabot.system;

import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What anybody may forge today who may write to the topics: the table of SECURITY.md, measured. Whoever closes a topic
 * changes the row here and there.
 */
final class OpenTopics {

    private final SessionForgeries sessions;
    private final ReportForgeries reports;
    private final NodeForgeries nodes;

    OpenTopics(World world, Publisher publisher) {
        var forger = new Forger(world, publisher);
        sessions = new SessionForgeries(forger);
        reports = new ReportForgeries(forger);
        nodes = new NodeForgeries(forger);
    }

    Stream<DynamicTest> forgeries() {
        return Stream.of(
                DynamicTest.dynamicTest("requests: an operation in another's session runs", sessions::request),
                DynamicTest.dynamicTest("requests: a timer ends an operation", sessions::timer),
                DynamicTest.dynamicTest("session.events: a fact with the right ce_after counts", sessions::fact),
                DynamicTest.dynamicTest("session.state: a ghost session is listed", sessions::state),
                DynamicTest.dynamicTest("work: a StartRun runs that nobody decided", nodes::work),
                DynamicTest.dynamicTest("operation.events: a stranger's success ends an operation", reports::success),
                DynamicTest.dynamicTest("operation.errors: a stranger's failure is told", reports::failure),
                DynamicTest.dynamicTest("operation.progress: a stranger's progress is shown", reports::progress),
                DynamicTest.dynamicTest("nodes, beats: a ghost is alive and is given work", nodes::ghost),
                DynamicTest.dynamicTest("nodes: a tombstone takes a tool away", nodes::tombstone),
                DynamicTest.dynamicTest("nodes: a later registration ends a node", nodes::registration),
                DynamicTest.dynamicTest("dlq: a letter of nobody stands among the others", sessions::deadLetter));
    }
}
