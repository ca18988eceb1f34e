package dev.tachograph.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentLogTest {
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private OutputStream before = OutputStream.nullOutputStream();

  @BeforeEach
  void redirect() {
    before = AgentLog.redirect(lines);
  }

  @AfterEach
  void restore() {
    AgentLog.redirect(before);
  }

  private List<String> lines() {
    return lines.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aMessageIsOneLine() {
    AgentLog.info("up");
    AgentLog.warn("a\nb\r\nc\u2028d\u0000e");
    AgentLog.error("down");
    assertThat(lines())
        .containsExactly(
            "tachograph INFO up", "tachograph WARN a b  c d e", "tachograph ERROR down");
  }

  @Test
  void onceMeansOncePerKey() {
    for (int i = 0; i < 3; i++) {
      AgentLog.infoOnce("AgentLogTest.a", "first");
      AgentLog.warnOnce("AgentLogTest.a", "second");
      AgentLog.errorOnce("AgentLogTest.b", "third");
    }
    assertThat(lines()).containsExactly("tachograph INFO first", "tachograph ERROR third");
  }

  @Test
  void aBrokenSinkIsNobodysProblem() {
    AgentLog.redirect(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        });
    AgentLog.error("unheard");
    assertThat(lines()).isEmpty();
  }

  /** Does to System.err what applications do. */
  static final class ReplacesAndClosesStderr {
    private ReplacesAndClosesStderr() {}

    public static void main(String[] args) {
      PrintStream original = System.err;
      System.setErr(new PrintStream(OutputStream.nullOutputStream()));
      AgentLog.info("after replacing");
      if (args.length > 0) {
        original.close();
        AgentLog.info("after closing");
      }
      System.out.println("done");
    }
  }

  @Test
  void linesReachStderrWhenSystemErrIsReplaced() throws Exception {
    Process process = fork(ReplacesAndClosesStderr.class.getName());
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).trim())
        .isEqualTo("tachograph INFO after replacing");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aClosedStderrIsNobodysProblem() throws Exception {
    Process process = fork(ReplacesAndClosesStderr.class.getName(), "close");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out.trim()).isEqualTo("done");
    assertThat(process.waitFor()).isZero();
  }

  private static Process fork(String... mainAndArgs) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(mainAndArgs));
    return new ProcessBuilder(command).start();
  }
}
