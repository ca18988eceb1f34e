@NullMarked
package dev.tachograph.agent.cli.scrape;

import org.jspecify.annotations.NullMarked;
