package dev.tachograph.it.harness;

import java.util.List;

/** What a JVM has left behind. */
public record ExitedJvm(int exitCode, List<String> stdout, List<String> stderr) {}
