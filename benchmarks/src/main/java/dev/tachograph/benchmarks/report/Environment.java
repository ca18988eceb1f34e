package dev.tachograph.benchmarks.report;

import java.util.List;

/**
 * Under which circumstances was measured.
 *
 * @param date of the run
 * @param scale quick or full
 * @param jdks in full
 * @param machine processors and operating system
 * @param versions of this project and of all peers
 * @param jarMegabytes size of the agent's jar
 */
public record Environment(
    String date,
    String scale,
    List<String> jdks,
    String machine,
    List<String> versions,
    double jarMegabytes) {}
