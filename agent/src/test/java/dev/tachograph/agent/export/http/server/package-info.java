@NullMarked
package dev.tachograph.agent.export.http.server;

import org.jspecify.annotations.NullMarked;
