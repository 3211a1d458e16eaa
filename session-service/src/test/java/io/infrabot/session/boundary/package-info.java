/** Kill at every boundary: the real writer and the real node pieces on an engine that counts, in one JVM. */
package io.infrabot.session.boundary;
