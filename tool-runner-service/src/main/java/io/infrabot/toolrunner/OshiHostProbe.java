package io.infrabot.toolrunner;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/** The machine as OSHI sees it, through the system's own interfaces; no command is run. */
@Singleton
final class OshiHostProbe implements HostProbe {

    private static final Duration SAMPLE = Duration.ofMillis(500);

    private final SystemInfo system = new SystemInfo();

    @Override
    public Map<String, Object> measure() throws InterruptedException {
        var hardware = system.getHardware();
        var os = system.getOperatingSystem();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("hostname", os.getNetworkParams().getHostName());
        facts.put("os", osOf(os));
        facts.put("uptime", Duration.ofSeconds(os.getSystemUptime()).toString());
        facts.put("cpu", cpuOf(hardware.getProcessor()));
        facts.put("memory", memoryOf(hardware));
        facts.put(
                "disks",
                os.getFileSystem().getFileStores(true).stream()
                        .map(OshiHostProbe::diskOf)
                        .toList());
        return facts;
    }

    private static Map<String, Object> osOf(OperatingSystem os) {
        return Map.of(
                "family", os.getFamily(),
                "version", os.getVersionInfo().toString(),
                "kernel", System.getProperty("os.version"),
                "architecture", System.getProperty("os.arch"));
    }

    private static Map<String, Object> cpuOf(CentralProcessor processor) throws InterruptedException {
        var before = processor.getSystemCpuLoadTicks();
        Thread.sleep(SAMPLE);
        var cpu = new LinkedHashMap<String, Object>();
        cpu.put("model", processor.getProcessorIdentifier().getName());
        cpu.put("physicalCores", processor.getPhysicalProcessorCount());
        cpu.put("logicalCores", processor.getLogicalProcessorCount());
        cpu.put("use", processor.getSystemCpuLoadBetweenTicks(before));
        cpu.put("loadAverage", loadOf(processor));
        return cpu;
    }

    /** The averages over 1, 5 and 15 minutes; empty where the system has none. */
    private static List<Double> loadOf(CentralProcessor processor) {
        return java.util.Arrays.stream(processor.getSystemLoadAverage(3))
                .filter(load -> load >= 0)
                .boxed()
                .toList();
    }

    private static Map<String, Object> memoryOf(HardwareAbstractionLayer hardware) {
        var memory = hardware.getMemory();
        return Map.of("totalBytes", memory.getTotal(), "availableBytes", memory.getAvailable());
    }

    private static Map<String, Object> diskOf(OSFileStore disk) {
        return Map.of(
                "mount", disk.getMount(),
                "type", disk.getType(),
                "totalBytes", disk.getTotalSpace(),
                "freeBytes", disk.getUsableSpace());
    }
}
