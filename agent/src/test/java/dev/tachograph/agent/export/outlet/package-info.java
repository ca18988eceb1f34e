@NullMarked
package dev.tachograph.agent.export.outlet;

import org.jspecify.annotations.NullMarked;
