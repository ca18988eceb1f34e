/** The endpoint that Prometheus scrapes: a small HTTP server, and the scrape on top of it. */
@NullMarked
package dev.tachograph.agent.export.http;

import org.jspecify.annotations.NullMarked;
