package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.http.Page;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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

  static Answer page(Answer answer, Page page) {
    byte[] content;
    try {
      content = page.content();
    } catch (FileNotFoundException e) {
      return text(answer, 404, "It does not exist (yet)");
    } catch (IOException e) {
      return text(answer, 500, "It cannot be read");
    }
    answer.header("Content-Type", page.contentType()).append(content, 0, content.length);
    return answer;
  }
}
