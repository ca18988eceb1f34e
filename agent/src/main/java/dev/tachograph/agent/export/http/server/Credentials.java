package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.http.AuthFiles;
import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accepted {@code Authorization} headers, kept as SHA-256 digests. Comparing digests takes the
 * same time whatever the client sends. A slow hash would let clients keep the endpoint busy. Files
 * are read again when they change. Thread-safe.
 */
final class Credentials {
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  private final AuthFiles files;
  private final FileStamp stamp;
  private volatile List<byte[]> accepted;

  Credentials(AuthFiles files) throws IOException {
    this.files = files;
    this.stamp = new FileStamp(files.all());
    this.accepted = read();
  }

  private List<byte[]> read() throws IOException {
    List<byte[]> digests = new ArrayList<>(2);
    if (files.basicPasswordFile != null) {
      String pair = files.basicUser + ":" + SecretFile.read(files.basicPasswordFile);
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      digests.add(sha256(BASIC + Base64.getEncoder().encodeToString(bytes)));
    }
    if (files.bearerFile != null) {
      digests.add(sha256(BEARER + SecretFile.read(files.bearerFile)));
    }
    return digests;
  }

  boolean accept(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    byte[] digest = sha256(canonical(authorization));
    boolean right = false;
    for (byte[] known : current()) {
      right |= MessageDigest.isEqual(known, digest);
    }
    return right;
  }

  private List<byte[]> current() {
    if (stamp.hasChanged()) {
      try {
        accepted = read();
        AgentLog.info("the endpoint's credentials were read again");
      } catch (IOException e) {
        AgentLog.warn("the endpoint's credentials stay as they were: " + e.getMessage());
      }
    }
    return accepted;
  }

  /** Writes the scheme in its usual case, because case does not matter there. */
  private static String canonical(String authorization) {
    for (String scheme : new String[] {BASIC, BEARER}) {
      if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return scheme + authorization.substring(scheme.length()).trim();
      }
    }
    return "";
  }

  /** The challenge for a client without credentials. It says how to send them. */
  String challenge() {
    return (files.basicPasswordFile != null ? BASIC : BEARER) + "realm=\"metrics\"";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
