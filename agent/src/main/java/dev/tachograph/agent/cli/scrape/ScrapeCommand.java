package dev.tachograph.agent.cli.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads an endpoint or a file as Prometheus would, and prints what it holds. Fails on what
 * Prometheus would refuse.
 */
public final class ScrapeCommand {
  public static final String USAGE = "scrape URL|FILE [--format text|openmetrics|json]";

  private static final String ACCEPT =
      "application/openmetrics-text; version=1.0.0, text/plain; version=0.0.4; q=0.5";
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int OK = 0;
  private static final int FAILED = 1;

  private final String text;
  private final boolean openMetrics;

  private ScrapeCommand(String text, boolean openMetrics) {
    this.text = text;
    this.openMetrics = openMetrics;
  }

  /** Whether this is the name of a format that can be printed. */
  public static boolean isFormat(String format) {
    return List.of("text", "openmetrics", "json").contains(format);
  }

  /**
   * @return 0, or 1 if the source cannot be read or is not in the format
   */
  public static int run(String source, String format, PrintStream out, PrintStream err) {
    try {
      ScrapeCommand read =
          source.startsWith("http://") || source.startsWith("https://")
              ? ofUrl(source)
              : ofFile(source);
      List<ParsedFamily> families =
          read.openMetrics ? OpenMetricsParser.parse(read.text) : TextParser.parse(read.text);
      byte[] printed = printed(families, format).getBytes(StandardCharsets.UTF_8);
      out.write(printed, 0, printed.length);
      out.flush();
      return OK;
    } catch (IOException e) {
      err.println("Cannot read " + source + ": " + e);
    } catch (FormatException e) {
      err.println(source + ": " + e.getMessage());
    }
    return FAILED;
  }

  private static String printed(List<ParsedFamily> families, String format) {
    switch (format) {
      case "openmetrics":
        return FamilyPrinter.openMetrics(families);
      case "json":
        return FamilyPrinter.json(families);
      default:
        return FamilyPrinter.text(families);
    }
  }

  /** A file of OpenMetrics says so by its last line. */
  private static ScrapeCommand ofFile(String file) throws IOException {
    String text = utf8(Files.readAllBytes(Path.of(file)));
    return new ScrapeCommand(text, text.endsWith("# EOF\n") || text.endsWith("# EOF"));
  }

  private static ScrapeCommand ofUrl(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setRequestProperty("Accept", ACCEPT);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException("the answer is " + connection.getResponseCode());
    }
    String type = String.valueOf(connection.getContentType()).toLowerCase(Locale.ROOT);
    try (InputStream in = connection.getInputStream()) {
      return new ScrapeCommand(
          utf8(in.readAllBytes()), type.startsWith("application/openmetrics-text"));
    }
  }

  /** Prometheus refuses what is not UTF-8. */
  private static String utf8(byte[] bytes) throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
  }
}
