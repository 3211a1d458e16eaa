package io.infrabot.tools.beat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeRegistered;
import java.util.concurrent.CompletionStage;

/** Port: how a node makes itself known. No method blocks; each completes when the broker has stored the record. */
public interface Voice {

    CompletionStage<Void> say(Beat beat);

    CompletionStage<Void> say(NodeRegistered registered);

    /** Takes the registration back: the node will not return. */
    CompletionStage<Void> withdraw();
}
