package dev.tachograph.agent.cli.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parsers read what those of the Python client read, and as they do. */
class ParsersTest {
  private static final List<String> REFUSED = List.of("!");

  /** One case of the file. */
  private static final class Vector {
    final boolean openMetrics;
    final String input;
    final List<String> expected = new ArrayList<>();

    Vector(String line) {
      int space = line.indexOf(' ');
      this.openMetrics = line.startsWith("openmetrics");
      this.input = unquoted(line.substring(space + 1));
    }

    @Override
    public String toString() {
      return (openMetrics ? "openmetrics " : "text ") + input.replace("\n", "\\n");
    }
  }

  static List<Vector> vectors() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    try (InputStream in = ParsersTest.class.getResourceAsStream("vectors.txt")) {
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
        if (line.startsWith("  ")) {
          vectors.get(vectors.size() - 1).expected.add(line.substring(2));
        } else if (!line.startsWith("#")) {
          vectors.add(new Vector(line));
        }
      }
    }
    return vectors;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vectorsOfThePythonClient(Vector vector) {
    List<String> read;
    try {
      read = rendered(parse(vector.input, vector.openMetrics));
    } catch (FormatException e) {
      assertThat(e).hasMessageMatching("(?s)\\S.+");
      read = REFUSED;
    }
    assertThat(read).isEqualTo(vector.expected);
  }

  private static List<ParsedFamily> parse(String text, boolean openMetrics) throws FormatException {
    return openMetrics ? OpenMetricsParser.parse(text) : TextParser.parse(text);
  }

  /** What is printed as OpenMetrics is read as the same again. */
  @ParameterizedTest
  @MethodSource("vectors")
  void whatIsReadCanBePrintedAndReadAgain(Vector vector) throws FormatException {
    if (!vector.openMetrics || vector.expected.equals(REFUSED)) {
      return;
    }
    String printed = FamilyPrinter.openMetrics(OpenMetricsParser.parse(vector.input));

    assertThat(rendered(OpenMetricsParser.parse(printed))).isEqualTo(vector.expected);
    assertThat(FamilyPrinter.json(OpenMetricsParser.parse(printed))).endsWith("]\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1", // No end of the line.
        "a 1 2 3\n",
        "# TYPE a meh\na 1\n",
        "a 0x1\n",
        "a 1_0\n",
        "a{b=\"1\" c=\"2\"} 1\n",
        "a{b=\"1\n",
        "a{b=\"1\\\n",
        "{\"a\n",
      })
  void whatPrometheusRefuses(String text) {
    assertThatThrownBy(() -> TextParser.parse(text)).isInstanceOf(FormatException.class);
  }

  @Test
  void aMessageNamesTheLine() {
    assertThatThrownBy(() -> TextParser.parse("a 1\nb\n")).hasMessageStartingWith("line 2: ");
    assertThatThrownBy(() -> OpenMetricsParser.parse("a 1\na 2 x\n# EOF\n"))
        .hasMessage("line 2: 'x' is not a time");
  }

  @ParameterizedTest
  @CsvSource({"a\\\\n,a\\n", "'a\\\"b',a\"b", "a\\,a\\"})
  void escapes(String escaped, String plain) {
    assertThat(Names.unescaped(escaped, true)).isEqualTo(plain);
  }

  @Test
  void textIsPrintedAsText() throws FormatException {
    String text =
        "# HELP a_total He\\\\lp.\n# TYPE a_total counter\na_total{b=\"x\\\"y\"} 1.0 1500\n"
            + "# TYPE s summary\ns{quantile=\"0.5\"} NaN\ns_count 0.0\ns_sum +Inf\n";

    assertThat(FamilyPrinter.text(TextParser.parse(text))).isEqualTo(text);
    assertThat(FamilyPrinter.openMetrics(TextParser.parse(text)))
        .isEqualTo(
            "# HELP a He\\\\lp.\n# TYPE a counter\na_total{b=\"x\\\"y\"} 1.0 1.5\n"
                + "# TYPE s summary\ns{quantile=\"0.5\"} NaN\ns_count 0.0\ns_sum +Inf\n# EOF\n");
  }

  private static List<String> rendered(List<ParsedFamily> families) {
    List<String> lines = new ArrayList<>();
    for (ParsedFamily family : families) {
      String type = family.type.equals("untyped") ? "unknown" : family.type;
      lines.add(
          String.join(
              " ",
              "F",
              quoted(family.name),
              quoted(type),
              quoted(family.unit),
              quoted(family.help)));
      for (ParsedSample sample : family.samples) {
        lines.add(
            "S "
                + quoted(sample.name)
                + ' '
                + rendered(sample)
                + ' '
                + (sample.exemplar == null ? "-" : rendered(sample.exemplar)));
      }
    }
    return lines;
  }

  private static String rendered(ParsedSample sample) {
    return labels(sample.labels)
        + ' '
        + String.format("%016x", Double.doubleToLongBits(sample.value))
        + ' '
        + time(sample.timestamp);
  }

  private static String time(@Nullable BigDecimal time) {
    return time == null
        ? "-"
        : time.signum() == 0 ? "0" : time.stripTrailingZeros().toPlainString();
  }

  private static String labels(Map<String, String> labels) {
    List<String> all = new ArrayList<>();
    new TreeMap<>(labels).forEach((key, value) -> all.add(quoted(key) + ':' + quoted(value)));
    return '{' + String.join(",", all) + '}';
  }

  /** As Python writes a string in JSON. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (c == '\t') {
        quoted.append("\\t");
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static String unquoted(String json) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < json.length() - 1; i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      c = json.charAt(++i);
      if (c == 'u') {
        text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        text.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
      }
    }
    return text.toString();
  }
}
