@NullMarked
package dev.tachograph.agent.cli.top;

import org.jspecify.annotations.NullMarked;
