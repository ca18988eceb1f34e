/**
 * The last observations of one series, exactly, for the price of a counter. Read {@link
 * dev.tachograph.bootstrap.metrics.window.QuantileWindow} first.
 */
@NullMarked
package dev.tachograph.bootstrap.metrics.window;

import org.jspecify.annotations.NullMarked;
