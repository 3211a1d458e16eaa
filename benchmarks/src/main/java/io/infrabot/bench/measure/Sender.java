package io.infrabot.bench.measure;

/** Does one of the things whose time is measured, and returns when it is done. Each belongs to one thread. */
@FunctionalInterface
public interface Sender {

    /**
     * Does it.
     *
     * @param intended the moment at which it should have been sent, however late it is now
     */
    void send(long intended) throws Exception;
}
