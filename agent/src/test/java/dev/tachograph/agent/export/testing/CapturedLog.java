package dev.tachograph.agent.export.testing;

import dev.tachograph.agent.log.AgentLog;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;

/** What the agent logs while this is open. */
public final class CapturedLog implements AutoCloseable {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final OutputStream previous = AgentLog.redirect(bytes);

  public List<String> lines() {
    return bytes.toString(Charset.defaultCharset()).lines().collect(Collectors.toList());
  }

  public List<String> linesWith(String part) {
    return lines().stream().filter(line -> line.contains(part)).collect(Collectors.toList());
  }

  @Override
  public void close() {
    AgentLog.redirect(previous);
  }
}
