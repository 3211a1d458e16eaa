package io.infrabot.session.boundary;

import java.io.PrintStream;
import java.util.Locale;

/** Kills at every boundary, for {@code ./infrabot chaos}: one line a kind of operation and kind of step. */
public final class Boundaries {

    private Boundaries() {}

    /** Whether every promise was kept; says on {@code out} what was done and found. */
    public static boolean run(int runs, long seed, PrintStream out) {
        var began = System.nanoTime();
        var campaign = new Campaign(seed, Tools.honest()).run(runs);
        out.printf(
                "%-11s %-26s %6s %10s %10s%n", "effect", "killed before or after", "kills", "anomalies", "max steps");
        campaign.rows()
                .forEach((kind, groups) -> groups.forEach((group, row) -> out.printf(
                        "%-11s %-26s %6d %10d %10d%n",
                        kind.name().toLowerCase(Locale.ROOT),
                        group.text(),
                        row.runs(),
                        row.anomalies(),
                        row.mostSteps())));
        campaign.anomalies().stream().limit(20).forEach(anomaly -> out.println("ANOMALY " + anomaly));
        out.printf(
                "%s seed=%d runs=%d kills=%d boundaries=%d/%d late-effects=%d anomalies=%d seconds=%.1f%n",
                isClean(campaign) ? "BOUNDARIES OK" : "BOUNDARIES FAILED",
                seed,
                campaign.runs(),
                campaign.kills(),
                campaign.boundaries(),
                campaign.met(),
                campaign.lateEffects(),
                campaign.anomalies().size(),
                (System.nanoTime() - began) / 1e9);
        return isClean(campaign);
    }

    private static boolean isClean(Campaign campaign) {
        return campaign.anomalies().isEmpty() && campaign.lateEffects() == 0;
    }
}
