/** Recording rules, alerts and dashboards: what {@code monitoring/} holds. */
@NullMarked
package dev.tachograph.it.monitoring;

import org.jspecify.annotations.NullMarked;
