/** From measurements to a page with tables and pictures. */
@NullMarked
package dev.tachograph.benchmarks.report;

import org.jspecify.annotations.NullMarked;
