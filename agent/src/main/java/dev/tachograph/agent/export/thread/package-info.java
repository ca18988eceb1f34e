/** How the exporters get their threads. */
@NullMarked
package dev.tachograph.agent.export.thread;

import org.jspecify.annotations.NullMarked;
