package dev.tachograph.agent.config.source;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the assignments of a properties file. If that fails, finds out why. */
final class PropertiesFile {
  /** No configuration is that long, but a log file given by mistake may be. */
  static final int MAX_BYTES = 1 << 20;

  private static final String CONSEQUENCE = "; the settings in it are not used";

  private final File file;
  private final ConfigProblems problems;

  private PropertiesFile(File file, ConfigProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The assignments in the order of the file, duplicates included; none if it cannot be read.
   *
   * @param givenBy the source that names the file, for messages
   */
  static List<Assignment> read(String path, String givenBy, ConfigProblems problems) {
    PropertiesFile reader = new PropertiesFile(new File(path), problems);
    List<Assignment> found = new ArrayList<>();
    byte[] bytes = reader.bytes(givenBy);
    if (bytes == null) {
      return found;
    }
    List<PropertiesText.Entry> entries = PropertiesText.parse(reader.decode(bytes));
    for (int i = 0; i < entries.size(); i++) {
      PropertiesText.Entry entry = entries.get(i);
      String source = "file " + ConfigProblem.shown(path) + " line " + entry.line;
      if (entry.malformed != null) {
        problems.error(
            source
                + " is ignored: "
                + ConfigProblem.shown(entry.malformed)
                + " is not a character; allowed are \\u and four hexadecimal digits,"
                + " and \\\\ for a backslash");
      } else {
        found.add(new Assignment(entry.key, entry.value.trim(), source));
      }
    }
    return found;
  }

  private byte @Nullable [] bytes(String givenBy) {
    String name = "file " + ConfigProblem.shown(file.getPath()) + " (" + givenBy + ")";
    try {
      if (!file.exists()) {
        problems.error(
            name
                + " does not exist; looked for "
                + ConfigProblem.shown(file.getAbsolutePath())
                + CONSEQUENCE);
      } else if (file.isDirectory()) {
        problems.error(name + " is a directory; a properties file is needed" + CONSEQUENCE);
      } else if (!file.isFile()) {
        // Opening a pipe would wait for its other end, and the application would wait as well.
        problems.error(name + " is not a regular file" + CONSEQUENCE);
      } else {
        return regularFileBytes(name);
      }
    } catch (IOException | SecurityException e) {
      problems.error(
          name
              + " cannot be read: "
              + ConfigProblem.shown(String.valueOf(e.getMessage()))
              + CONSEQUENCE);
    }
    return null;
  }

  private byte @Nullable [] regularFileBytes(String name) throws IOException {
    byte[] bytes;
    try (InputStream in = new FileInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      problems.error(name + " is larger than 1 MB, which no configuration is" + CONSEQUENCE);
      return null;
    }
    return bytes;
  }

  private String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      in.position(3);
    }
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      out.flip();
      return out.toString();
    }
    reportNotUtf8(bytes, in.position());
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void reportNotUtf8(byte[] bytes, int position) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < position; i++) {
      boolean crlf = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
      if (bytes[i] == '\n' || (bytes[i] == '\r' && !crlf)) {
        line++;
        lineStart = i + 1;
      }
    }
    String hex = Integer.toHexString(bytes[position] & 0xFF);
    problems.error(
        "file "
            + ConfigProblem.shown(file.getPath())
            + " line "
            + line
            + ": byte "
            + (position - lineStart + 1)
            + " of the line, 0x"
            + (hex.length() == 1 ? "0" : "")
            + hex
            + ", is not UTF-8; the file is read as ISO-8859-1");
  }
}
