/** What all outlets have in common that send the metrics somewhere at an interval. */
@NullMarked
package dev.tachograph.agent.export.outlet;

import org.jspecify.annotations.NullMarked;
