/** For the services' integration tests: a real broker in the test's process, and the writer's side of the wire. */
package io.infrabot.tools.broker;
