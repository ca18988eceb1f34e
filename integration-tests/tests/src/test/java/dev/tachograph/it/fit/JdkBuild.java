package dev.tachograph.it.fit;

import java.nio.file.Path;

/**
 * A JDK whose class files are at hand.
 *
 * @param home has {@code lib/modules}; what is needed to run it may be missing
 */
record JdkBuild(String version, Path home) {}
