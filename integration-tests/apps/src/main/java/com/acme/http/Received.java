package com.acme.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** A response as a client hands it on, piece by piece. */
final class Received {
  private final CRC32 digest = new CRC32();
  private final CompletableFuture<Integer> head = new CompletableFuture<>();
  private final CompletableFuture<String> whole = new CompletableFuture<>();
  private long length;

  void head(int status) {
    head.complete(status);
  }

  synchronized void part(byte[] bytes) {
    digest.update(bytes);
    length += bytes.length;
  }

  void part(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    part(bytes);
  }

  synchronized void end() {
    String body = length + " bytes " + Long.toHexString(digest.getValue());
    whole.complete(head.getNow(-1) + " " + body);
  }

  void failed(Throwable failure) {
    head.completeExceptionally(failure);
    whole.completeExceptionally(failure);
  }

  void awaitHead() throws Exception {
    head.get(60, TimeUnit.SECONDS);
  }

  String await() throws Exception {
    return whole.get(60, TimeUnit.SECONDS);
  }
}
