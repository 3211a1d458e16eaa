package io.infrabot.session.ledger;

import io.infrabot.events.NodeId;
import io.infrabot.events.RunId;
import java.time.Instant;

/** One placement of an operation: on which incarnation of which node, since when. */
public record Run(RunId id, NodeId node, String incarnation, Instant placedAt) {}
