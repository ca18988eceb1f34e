/** Reads what a Prometheus would read, and prints it. */
@NullMarked
package dev.tachograph.agent.cli.scrape;

import org.jspecify.annotations.NullMarked;
