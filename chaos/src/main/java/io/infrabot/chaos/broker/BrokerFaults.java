package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Fault;
import java.util.List;

/** What can happen to the brokers and their topics. */
public final class BrokerFaults {

    private BrokerFaults() {}

    public static List<Fault> all() {
        return List.of(
                new BrokerRestarts(),
                new ControllerKilled(),
                BrokersGone.most(),
                BrokersGone.all(),
                new SpoiltTopic("F25", "records of unknown types and later versions", ForeignRecords::ofAnotherTime),
                new SpoiltTopic("F27", "records and results that are too large", LargeRecords::inject),
                new SpoiltTopic("F28", "records without value, key or sense", ForeignRecords::ofNoSense),
                new SpoiltTopic("F29", "records are deleted before they are read", DeletedRecords::inject),
                new SpoiltTopic("F31", "transactions that are aborted or left hanging", Transactions::inject),
                new SpoiltTopic("F34", "the topic for dead letters is gone", NoDeadLetterTopic::inject));
    }
}
