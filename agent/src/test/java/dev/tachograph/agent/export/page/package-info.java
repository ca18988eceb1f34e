@NullMarked
package dev.tachograph.agent.export.page;

import org.jspecify.annotations.NullMarked;
