package dev.tachograph.agent.weave.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What weaves, as the build has numbered it: a checksum of all plans, all advice and the weaver.
 * What one engine has woven is of no use to another.
 */
final class Engine {
  static final int ID_LENGTH = 64;
  private static final String RESOURCE = "/dev/tachograph/agent/engine.id";

  private Engine() {}

  /** 64 hexadecimal digits, or null if the jar was put together in another way. */
  static @Nullable String id() {
    try (InputStream in = Engine.class.getResourceAsStream(RESOURCE)) {
      String id = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim();
      return id.length() == ID_LENGTH ? id : null;
    } catch (IOException e) {
      return null;
    }
  }
}
