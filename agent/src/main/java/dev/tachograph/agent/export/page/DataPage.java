package dev.tachograph.agent.export.page;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What was recorded since a tab last asked. The query says what the tab knows: {@code id} of the
 * recording, {@code since} the number of the last sample, and how many {@code families} and {@code
 * series}. Without it, the answer is the whole recording.
 */
final class DataPage extends JsonPage {
  private final Recorder recorder;

  DataPage(Recorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public byte[] content() {
    return content("");
  }

  @Override
  public byte[] content(String query) {
    Map<String, String> known = parameters(query);
    return recorder
        .read(
            known.getOrDefault("id", ""),
            number(known, "since"),
            number(known, "families"),
            number(known, "series"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    return parameters;
  }

  /** A number that cannot be read is 0: the answer then is the whole recording. */
  private static int number(Map<String, String> parameters, String name) {
    try {
      return Math.max(0, Integer.parseInt(parameters.getOrDefault(name, "0")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
