package dev.tachograph.agent.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8WriterTest {
  private static final String[] PARTS = {
    "",
    "a",
    "name{label=\"value\"} 1.0\n",
    "\u00e4",
    "\u20ac",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "\u007f\u0080\u07ff\u0800\uffff"
  };

  /** Makes the same of the same pieces as what it stands for. */
  @Test
  void textIsThatOfTheJdksWriters() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      ByteArrayOutputStream actual = new ByteArrayOutputStream();
      try (Writer jdk = new BufferedWriter(new OutputStreamWriter(expected, UTF_8));
          Writer ours = new Utf8Writer(new Utf8Writer(actual, UTF_8))) {
        writeSomething(jdk, new Random(seed));
        writeSomething(ours, new Random(seed));
      }
      assertThat(actual.toString(UTF_8)).as("seed %s", seed).isEqualTo(expected.toString(UTF_8));
    }
  }

  private static void writeSomething(Writer writer, Random random) throws IOException {
    for (int i = random.nextInt(3000); i > 0; i--) {
      String part = PARTS[random.nextInt(PARTS.length)].repeat(random.nextInt(30) == 0 ? 500 : 1);
      int from = random.nextInt(part.length() + 1);
      switch (random.nextInt(20)) {
        case 0:
          writer.write(part.toCharArray(), from, part.length() - from);
          break;
        case 1:
          writer.write(part, from, part.length() - from);
          break;
        case 2:
          writer.write(' ');
          break;
        case 3:
          writer.append(part).append('x');
          break;
        default:
          writer.write(part);
      }
    }
  }

  @Test
  void flushedTextIsThere() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Writer writer = new Utf8Writer(new Utf8Writer(out, UTF_8));
    writer.write("text");
    assertThat(out.size()).isZero();
    writer.flush();
    assertThat(out.toString(UTF_8)).isEqualTo("text");
  }
}
