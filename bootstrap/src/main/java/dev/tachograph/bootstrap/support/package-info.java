/**
 * Code that the probes of all subjects share: error reports, and the label values of failures and
 * classes.
 */
@NullMarked
package dev.tachograph.bootstrap.support;

import org.jspecify.annotations.NullMarked;
