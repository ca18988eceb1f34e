package dev.tachograph.agent.weave.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The identity of the code that weaves. The build computes it as a checksum of the weaver, all
 * plans and all advice. Classes woven by one engine are of no use to another.
 */
final class Engine {
  static final int ID_LENGTH = 64;
  private static final String RESOURCE = "/dev/tachograph/agent/engine.id";

  private Engine() {}

  /** 64 hexadecimal digits, or null if the jar was built in another way. */
  static @Nullable String id() {
    try (InputStream in = Engine.class.getResourceAsStream(RESOURCE)) {
      String id = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim();
      return id.length() == ID_LENGTH ? id : null;
    } catch (IOException e) {
      return null;
    }
  }
}
