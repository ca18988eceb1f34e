package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.http.Page;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
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
        return written(answer, page, page.content(query), false);
      }
      // Such a page may be large. One at a time is in memory as a whole; the rest is in answers,
      // which have a bound.
      synchronized (page) {
        byte[] content = page.content(query);
        return written(answer, page, gzip ? compressed(content) : content, gzip);
      }
    } catch (FileNotFoundException e) {
      return text(answer, 404, "It does not exist (yet)");
    } catch (IOException e) {
      return text(answer, 500, "It cannot be read");
    } catch (AnswerMemory.NoRoomException e) {
      return Scrapes.unavailable(answer);
    }
  }

  private static Answer written(Answer answer, Page page, byte[] content, boolean compressed) {
    page.headers().forEach(answer::header);
    if (compressed) {
      answer.header("Content-Encoding", "gzip");
    }
    answer.header("Content-Type", page.contentType()).append(content, 0, content.length);
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
