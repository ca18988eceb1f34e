package dev.tachograph.agent.export.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.function.BiConsumer;

/** An answer that a server of the application's sends. Immutable. */
public final class MountedAnswer {
  public final int status;

  /** By name; the length is not among them. */
  public final Map<String, String> headers;

  public final byte[] body;

  public MountedAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Hands over each header by name and value, the length last. */
  public void forEachHeader(BiConsumer<String, String> setter) {
    headers.forEach(setter);
    setter.accept("Content-Length", String.valueOf(body.length));
  }

  /** An answer with this text alone. */
  public static MountedAnswer text(int status, String text) {
    return new MountedAnswer(
        status,
        Collections.singletonMap("Content-Type", "text/plain; charset=utf-8"),
        (text + '\n').getBytes(StandardCharsets.UTF_8));
  }
}
