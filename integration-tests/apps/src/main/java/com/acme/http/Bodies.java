package com.acme.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** Reads bodies to their end. */
final class Bodies {
  private Bodies() {}

  /** {@code 200 8388608 bytes 5f3a01}; the stream may be null. */
  static String read(int status, InputStream body) throws IOException {
    CRC32 digest = new CRC32();
    long length = 0;
    if (body != null) {
      byte[] buffer = new byte[8192];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        digest.update(buffer, 0, n);
        length += n;
      }
      body.close();
    }
    return status + " " + length + " bytes " + Long.toHexString(digest.getValue());
  }
}
