package io.infrabot.bench.row;

import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Facts;
import io.infrabot.bench.rig.Kafka;
import io.infrabot.bench.rig.Rig;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Programs;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** How fast a history is read back into sessions, beside a reader that only counts its records. */
final class FoldRate implements Benchmark {

    private static final String TOPIC = "bench.facts";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MANY = 1_000_000;
    private static final int FEW = 50_000;
    private static final double ENOUGH = 200_000;
    private static final double SHARE = 0.5;

    @Override
    public String name() {
        return "fold-rate";
    }

    @Override
    public String what() {
        return "a history of a million facts read from its topic and folded; beside a reader that only counts";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        var broker = Member.broker(1);
        try (var world = new World(rig.folder(), Programs.asSet()).add(broker)) {
            world.start(broker);
            var kafka = new Kafka(world.bootstrapServers());
            kafka.topics(TOPIC);
            var facts = rig.pace().isEnough() ? MANY : FEW;
            Facts.write(kafka, TOPIC, facts);
            rig.progress().accept(facts + " facts written");
            var rounds = rig.contest()
                    .with("InfraBot", time -> fold(kafka, facts, time))
                    .with("counting", time -> rate(kafka, time, _ -> {}))
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            Score.of(
                                    "facts folded",
                                    "/s",
                                    rounds.warm(),
                                    round -> round.of("InfraBot").value("a second"),
                                    Target.atLeast(ENOUGH)),
                            Score.of(
                                    "÷ only counting",
                                    "×",
                                    rounds.warm(),
                                    round -> round.of("InfraBot").value("a second")
                                            / round.of("counting").value("a second"),
                                    Target.atLeast(SHARE))),
                    List.of("in memory: the service itself also writes each step to its store on disk"));
        }
    }

    /** Every fact must count, or it was no fold. */
    private static Reading fold(Kafka kafka, long facts, Duration time) {
        var fold = new Facts.Reader();
        var reading = rate(kafka, time, fold);
        return reading.failed(fold.notCounted(), "facts that did not count, of " + facts);
    }

    /** The whole topic, and again from its beginning until the time is over. */
    private static Reading rate(Kafka kafka, Duration time, Consumer<ConsumerRecord<String, byte[]>> each) {
        var partition = new TopicPartition(TOPIC, 0);
        try (var consumer = kafka.consumer(TOPIC, false)) {
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            long read = 0;
            var begun = System.nanoTime();
            while (System.nanoTime() - begun < time.toNanos()) {
                var records = consumer.poll(POLL);
                records.forEach(each);
                read += records.count();
                if (end != null && consumer.position(partition) >= end) {
                    consumer.seekToBeginning(List.of(partition));
                }
            }
            var took = System.nanoTime() - begun;
            return Reading.of("a second", read * 1e9 / took).in(Duration.ofNanos(took));
        }
    }
}
