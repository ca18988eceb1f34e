package dev.tachograph.it.harness;

import java.util.List;

/** All samples under one HELP and TYPE. */
public record Family(String name, String type, String help, List<Sample> samples) {}
