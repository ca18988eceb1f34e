/**
 * The classes that woven code calls, and the metrics that they record. Each package is one subject
 * with its probes, which are the entry points for woven code, its state and its metrics.
 */
@NullMarked
package dev.tachograph.bootstrap;

import org.jspecify.annotations.NullMarked;
