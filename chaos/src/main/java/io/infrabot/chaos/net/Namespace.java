package io.infrabot.chaos.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace for the processes of one node, on a cable of its own to this machine, which can be cut.
 *
 * <p>A process in it finds chosen ports of this machine's 127.0.0.1 under the same address; this machine finds its
 * ports under {@link #address()}. Files are not cut: a unix socket is the way around.
 */
public final class Namespace implements AutoCloseable {

    private static final String PREFIX = "infrabot-";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String CABLE = "cable";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final Subnet subnet;
    private final List<Relay> relays = new ArrayList<>();

    private Namespace(String name, Subnet subnet) {
        this.name = name;
        this.subnet = subnet;
    }

    /** Why there can be none here; empty where there can. */
    public static Optional<String> obstacle() {
        if (!"root".equals(System.getProperty("user.name")) || !Command.isInstalled("ip")) {
            return Optional.of("network namespaces need root and iproute2");
        }
        return Command.isInstalled("iptables") ? Optional.empty() : Optional.of("iptables is not installed");
    }

    /** Makes one from which those ports of 127.0.0.1 can be reached; what an ended harness left is removed first. */
    public static Namespace reaching(Set<Integer> ports) {
        removeStale();
        var number = COUNT.incrementAndGet();
        var pid = ProcessHandle.current().pid();
        var namespace = new Namespace(PREFIX + pid + "-" + number, Subnet.free());
        try {
            namespace.lay("ib%d-%d".formatted(pid, number));
            ports.forEach(namespace::reach);
            return namespace;
        } catch (RuntimeException e) {
            namespace.close();
            throw e;
        }
    }

    /** Removes namespaces of harnesses that are gone, with the processes that still sit in them. */
    static void removeStale() {
        Command.run("ip", "netns", "list")
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .filter(name -> name.startsWith(PREFIX) && !isOwned(name))
                .forEach(Namespace::remove);
    }

    private static boolean isOwned(String name) {
        var words = name.split("-", -1);
        return words.length != 3 || ProcessHandle.of(Long.parseLong(words[1])).isPresent();
    }

    public String name() {
        return name;
    }

    /** The address of whoever runs in it. */
    public String address() {
        return subnet.node();
    }

    /** What to put before a command, so that it runs in it. */
    public String[] prefix() {
        return new String[] {"ip", "netns", "exec", name};
    }

    /** From now on no packet goes that way; connections stay open and silent. */
    public void cut(Cut cut) {
        cut.chains().forEach(chain -> rule(chain, "-j", "DROP"));
    }

    /** From now on that part of all packets, from 0 to 1, is lost in each direction. */
    public void lose(double part) {
        Cut.BOTH.chains().forEach(chain -> rule(chain, withOdds(part, "-j", "DROP")));
    }

    /** From now on that part of all packets, from 0 to 1, is answered with a reset of its connection. */
    public void reset(double part) {
        Cut.BOTH
                .chains()
                .forEach(chain ->
                        rule(chain, withOdds(part, "-p", "tcp", "-j", "REJECT", "--reject-with", "tcp-reset")));
    }

    /** Nothing is cut, lost or reset any more. */
    public void heal() {
        inside("iptables", "-w", "-F");
    }

    /** Whether anything is done to its packets now. */
    public boolean isHealed() {
        return inside("iptables", "-w", "-S").lines().allMatch(line -> line.startsWith("-P"));
    }

    /** Ends what runs in it and removes it. */
    @Override
    public void close() {
        relays.forEach(Relay::close);
        remove(name);
    }

    private void lay(String hostEnd) {
        Command.run("ip", "netns", "add", name);
        Command.run("ip", "link", "add", hostEnd, "type", "veth", "peer", "name", CABLE, "netns", name);
        Command.run("ip", "addr", "add", subnet.host() + "/" + Subnet.PREFIX_LENGTH, "dev", hostEnd);
        Command.run("ip", "link", "set", hostEnd, "up");
        inside("ip", "addr", "add", subnet.node() + "/" + Subnet.PREFIX_LENGTH, "dev", CABLE);
        inside("ip", "link", "set", CABLE, "up");
        inside("ip", "link", "set", "lo", "up");
        // lets the loopback address of the namespace stand for the loopback address of this machine
        inside("sysctl", "-q", "-w", "net.ipv4.conf." + CABLE + ".route_localnet=1");
        inside("iptables", "-w", "-t", "nat", "-A", "POSTROUTING", "-o", CABLE, "-j", "MASQUERADE");
    }

    private void reach(int port) {
        relays.add(Relay.open(InetAddress.ofLiteral(subnet.host()), InetAddress.ofLiteral(LOOPBACK), port));
        inside(
                "iptables",
                "-w",
                "-t",
                "nat",
                "-A",
                "OUTPUT",
                "-d",
                LOOPBACK,
                "-p",
                "tcp",
                "--dport",
                Integer.toString(port),
                "-j",
                "DNAT",
                "--to-destination",
                subnet.host() + ":" + port);
    }

    private void rule(String chain, String... what) {
        var command = new ArrayList<>(List.of("iptables", "-w", "-A", chain));
        // by address: what is redirected to this machine counts as leaving by lo until it has left
        command.addAll(List.of("INPUT".equals(chain) ? "-s" : "-d", subnet.host()));
        command.addAll(List.of(what));
        inside(command.toArray(String[]::new));
    }

    private static String[] withOdds(double part, String... what) {
        var odds =
                new ArrayList<>(List.of("-m", "statistic", "--mode", "random", "--probability", Double.toString(part)));
        odds.addAll(List.of(what));
        return odds.toArray(String[]::new);
    }

    private String inside(String... command) {
        var whole = new ArrayList<>(List.of(prefix()));
        whole.addAll(List.of(command));
        return Command.run(whole);
    }

    /** Its cable goes with it, once nobody sits in it any more. */
    private static void remove(String name) {
        Command.run("ip", "netns", "pids", name)
                .lines()
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
        Command.run("ip", "netns", "delete", name);
    }

    @Override
    public String toString() {
        return name + " at " + address();
    }
}
