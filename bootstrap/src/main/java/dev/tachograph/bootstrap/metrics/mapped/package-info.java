/**
 * A file that holds the numbers of a registry while the process runs, and after it was killed. The
 * format is described in docs/multiprocess.md.
 */
@NullMarked
package dev.tachograph.bootstrap.metrics.mapped;

import org.jspecify.annotations.NullMarked;
