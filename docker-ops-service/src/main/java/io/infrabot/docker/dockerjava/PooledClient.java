package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import org.jboss.logging.Logger;

/** A client that several threads ask at once. Once it is retired, the last one that leaves closes it. Thread-safe. */
final class PooledClient {

    private static final Logger LOG = Logger.getLogger(PooledClient.class);

    private final DockerClient client;
    private int asking;
    private boolean retired;

    PooledClient(DockerClient client) {
        this.client = client;
    }

    DockerClient client() {
        return client;
    }

    synchronized void enter() {
        asking++;
    }

    synchronized void leave() {
        asking--;
        closeIfUnused();
    }

    /** To be called only when nobody will enter any more. */
    synchronized void retire() {
        retired = true;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (retired && asking == 0) {
            try {
                client.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("a client of the engine could not be closed", e);
            }
        }
    }
}
