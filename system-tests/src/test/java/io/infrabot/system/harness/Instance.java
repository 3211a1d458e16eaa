package io.infrabot.system.harness;

import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.World;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One session service: its door, and its management port, which tells what it has answered. */
public record Instance(Api door, Api management) {

    private static final Pattern COUNTED = Pattern.compile(
            "^http_server_requests_seconds_count\\{method=\"(.*?)\",.*status=\"(.*?)\",uri=\"(.*?)\"} (\\S+)",
            Pattern.MULTILINE);

    public static Instance of(World world, Member session) {
        return new Instance(world.api(session), new Api(world.secondPort(session)));
    }

    /** How often it has answered calls of that route, by method and status, such as {@code GET 200}. */
    Map<String, Double> answered(ApiRoutes.Route route) {
        var answered = new TreeMap<String, Double>();
        COUNTED.matcher(management.get("/q/metrics").text())
                .results()
                .filter(line -> line.group(3).equals(route.template()))
                .forEach(line -> {
                    // a stream whose reader has hung up was answered as well
                    var status = line.group(2).replace("RESET", "200");
                    answered.merge(line.group(1) + " " + status, Double.valueOf(line.group(4)), Double::sum);
                });
        return answered;
    }
}
