package dev.tachograph.agent.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PropertiesTextTest {
  @Property(tries = 20000)
  void readsWhatJavaReads(@ForAll("propertiesText") String text) throws IOException {
    Properties expected = new Properties();
    try {
      expected.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      assertThat(PropertiesText.parse(text)).anyMatch(entry -> entry.malformed != null);
      return;
    }
    Map<String, String> actual = new HashMap<>();
    for (PropertiesText.Entry entry : PropertiesText.parse(text)) {
      assertThat(entry.malformed).isNull();
      actual.put(entry.key, entry.value);
    }
    // A lone backslash at the end is an entry of nothing to Java, if a \r or no line end follows.
    expected.remove("");
    actual.remove("");
    assertThat(actual).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> propertiesText() {
    return Arbitraries.strings()
        .withChars("ab=: \t\f\n\r\\#!u0041nt,\u00fc")
        .ofMinLength(0)
        .ofMaxLength(60);
  }

  @Example
  void anEntryIsOnTheLineWhereItBegins() {
    List<PropertiesText.Entry> entries =
        PropertiesText.parse("a=1\r\n# \\\n\n  b = x\\\n    y\\\r\n z\rc:3");
    assertThat(entries).extracting(entry -> entry.key).containsExactly("a", "b", "c");
    assertThat(entries).extracting(entry -> entry.value).containsExactly("1", "xyz", "3");
    assertThat(entries).extracting(entry -> entry.line).containsExactly(1, 4, 7);
  }
}
