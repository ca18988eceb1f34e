package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.http.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Answers that the library does not make. */
final class Answers {
  private static final String TEXT = "text/plain; charset=utf-8";

  private Answers() {}

  /** An answer with this text. It repeats nothing of the request. */
  static Answer text(Answer answer, int status, String text) {
    byte[] bytes = (text + '\n').getBytes(StandardCharsets.UTF_8);
    answer.begin(status).header("Content-Type", TEXT).append(bytes, 0, bytes.length);
    return answer;
  }

  /**
   * The answer with a page, or that there is no room for it.
   *
   * @param gzip whether the client accepts it
   */
  static Answer page(Answer answer, Page page, String query, boolean gzip) {
    try {
      if (!page.isCompressed()) {
        try (InputStream in = page.open(query)) {
          return written(answer, page, in, false);
        }
      }
      // Such a page may be large. One at a time is in memory as a whole; the rest is in answers,
      // which have a bound.
      synchronized (page) {
        byte[] content = page.content(query);
        return written(
            answer, page, new ByteArrayInputStream(gzip ? compressed(content) : content), gzip);
      }
    } catch (FileNotFoundException e) {
      return text(answer, 404, "It does not exist (yet)");
    } catch (IOException e) {
      answer.clear();
      return text(answer, 500, "It cannot be read");
    } catch (AnswerMemory.NoRoomException e) {
      return Scrapes.unavailable(answer);
    }
  }

  /** The whole answer is there before its first byte is sent. */
  private static Answer written(Answer answer, Page page, InputStream content, boolean compressed)
      throws IOException {
    page.headers().forEach(answer::header);
    if (compressed) {
      answer.header("Content-Encoding", "gzip");
    }
    answer.header("Content-Type", page.contentType());
    byte[] piece = new byte[Answer.PIECE];
    for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
      answer.append(piece, 0, read);
    }
    return answer;
  }

  private static byte[] compressed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
