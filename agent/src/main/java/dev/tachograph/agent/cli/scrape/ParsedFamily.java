package dev.tachograph.agent.cli.scrape;

import java.util.List;

/** All samples of one family, in their order. The name of a counter has no {@code _total}. */
final class ParsedFamily {
  final String name;
  final String type;
  final String help;
  final String unit;
  final List<ParsedSample> samples;

  ParsedFamily(String name, String type, String help, String unit, List<ParsedSample> samples) {
    this.name = name;
    this.type = type;
    this.help = help;
    this.unit = unit;
    this.samples = samples;
  }
}
