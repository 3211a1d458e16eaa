package io.infrabot.tools.run;

import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.Work.StartRun;
import java.util.List;

/** Port: who watches runs, to count, trace or log them. Must not throw. */
public interface RunObserver {

    /** Called on the run's own thread, before anything is done for it. */
    Observation began(StartRun work);

    /** The watching of one run. */
    interface Observation extends AutoCloseable {

        /** An attempt failed; {@code retried}: another one follows. */
        default void attemptFailed(OperationError error, boolean retried) {}

        /** The run is over. Not called for a run that a shutdown cut off. */
        default void ended(Report.Final end) {}

        /** Called last, on the thread of {@link RunObserver#began}. */
        @Override
        default void close() {}
    }

    /** All of {@code observers} as one. */
    static RunObserver all(List<? extends RunObserver> observers) {
        return work -> {
            var each = observers.stream().map(o -> o.began(work)).toList().reversed();
            return new Observation() {
                @Override
                public void attemptFailed(OperationError error, boolean retried) {
                    each.forEach(o -> o.attemptFailed(error, retried));
                }

                @Override
                public void ended(Report.Final end) {
                    each.forEach(o -> o.ended(end));
                }

                @Override
                public void close() {
                    each.forEach(Observation::close);
                }
            };
        };
    }
}
