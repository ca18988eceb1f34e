package dev.tachograph.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Asks for what is new as a tab with the live page does. */
public final class PageVisitor {
  private static final Pattern RECORDING = Pattern.compile("\"id\":\"(\\w+)\",\"interval\":(\\d+)");
  private static final Pattern SAMPLE = Pattern.compile("[\\[,]\\[(\\d+),\\d{13}");
  private static final int BRACKETS_OF_FAMILY = 2;

  private final String base;
  private String id = "";
  private int since;
  private int families;
  private int series;

  public PageVisitor(int port) {
    base = "http://127.0.0.1:" + port + "/page/data.json?";
  }

  /**
   * Asks once.
   *
   * @return after how many milliseconds a tab asks again
   */
  public long look() throws IOException {
    String query = "id=" + id + "&since=" + since + "&families=" + families + "&series=" + series;
    String answer = get(base + query);
    Matcher recording = RECORDING.matcher(answer);
    if (!recording.find()) {
      throw new IOException("no recording: " + answer);
    }
    if (!recording.group(1).equals(id)) {
      id = recording.group(1);
      families = 0;
      series = 0;
    }
    families += brackets(answer, "\"families\":[") / BRACKETS_OF_FAMILY;
    series += brackets(answer, "\"series\":[");
    Matcher sample = SAMPLE.matcher(answer);
    while (sample.find()) {
      since = Integer.parseInt(sample.group(1));
    }
    return Long.parseLong(recording.group(2));
  }

  /** How many series the page knows. */
  public int series() {
    return series;
  }

  private static int brackets(String answer, String start) {
    int from = answer.indexOf(start) + start.length();
    int to = answer.indexOf("],\"", from - 1);
    return (int) answer.substring(from, Math.max(from, to)).chars().filter(c -> c == '[').count();
  }

  private static String get(String uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
    connection.setRequestProperty("Accept-Encoding", "gzip");
    try (InputStream in = new GZIPInputStream(connection.getInputStream())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
