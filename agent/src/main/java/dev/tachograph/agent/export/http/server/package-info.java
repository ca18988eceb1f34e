/**
 * The Prometheus library's server, kept to what somebody else's process can bear. Loaded by a class
 * loader of its own, so nothing outside may refer to it.
 */
@NullMarked
package dev.tachograph.agent.export.http.server;

import org.jspecify.annotations.NullMarked;
