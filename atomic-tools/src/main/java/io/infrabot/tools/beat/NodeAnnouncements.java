package io.infrabot.tools.beat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeRegistered;
import java.util.concurrent.CompletionStage;

/** Port: how a node makes itself known. No method blocks; each completes when the broker has stored the record. */
public interface NodeAnnouncements {

    CompletionStage<Void> publish(Beat beat);

    CompletionStage<Void> publish(NodeRegistered registered);

    /** Takes the registration back: the node will not return. */
    CompletionStage<Void> withdraw();
}
