/**
 * The doors that woven code knocks at.
 *
 * <p>A probe is handed strings, times and Throwables by advice and turns them into what happened: a
 * poll, an execution, a request. The {@link dev.tachograph.bootstrap.probe.Catalogue} turns what
 * happened into observations. Probes know semantics and no bytecode; catalogues know names and
 * labels; neither knows how metrics are exported.
 */
@NullMarked
package dev.tachograph.bootstrap.probe;

import org.jspecify.annotations.NullMarked;
