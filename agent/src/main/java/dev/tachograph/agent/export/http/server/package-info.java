/**
 * The Prometheus library's server, limited to what an application's process can bear. A class
 * loader of its own loads this package, so no class outside may refer to it.
 */
@NullMarked
package dev.tachograph.agent.export.http.server;

import org.jspecify.annotations.NullMarked;
