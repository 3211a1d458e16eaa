package io.infrabot.toolrunner;

import java.util.Map;

/** Port: what is true of this machine now. */
@FunctionalInterface
public interface HostProbe {

    /**
     * Measures; takes about half a second, because processor use is a difference.
     *
     * @return facts as JSON; bytes are bytes
     */
    Map<String, Object> measure() throws InterruptedException;
}
