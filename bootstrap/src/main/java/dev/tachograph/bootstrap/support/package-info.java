/**
 * What the probes of all subjects share: where their errors end, how failures and classes are named
 * in labels.
 */
@NullMarked
package dev.tachograph.bootstrap.support;

import org.jspecify.annotations.NullMarked;
