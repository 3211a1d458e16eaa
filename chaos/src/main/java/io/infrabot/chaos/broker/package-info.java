/** Brokers that stop, die and come back, and topics that others have spoilt. */
@NullMarked
package io.infrabot.chaos.broker;

import org.jspecify.annotations.NullMarked;
