package dev.tachograph.it.harness;

import java.util.List;

/** The exit code and output of a JVM that has ended. */
public record ExitedJvm(int exitCode, List<String> stdout, List<String> stderr) {}
