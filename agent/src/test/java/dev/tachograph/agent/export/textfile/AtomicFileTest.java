package dev.tachograph.agent.export.textfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tachograph.agent.export.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private final Path directory;
  private final AtomicFile file;

  AtomicFileTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = new AtomicFile(directory, "m.prom", AtomicFile.READABLE_BY_ALL);
  }

  @AfterEach
  void closeFile() throws IOException {
    file.close();
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private void replace(String content) throws IOException {
    file.replace(out -> out.write(content.getBytes(UTF_8)));
  }

  @Test
  void contentIsReplacedAndNothingElseIsLeft() throws IOException {
    replace("first");
    replace("second");

    assertThat(file.path()).hasContent("second");
    assertThat(names()).containsExactly("m.prom");
  }

  @Test
  void aFileThatItsOwnerReplacesAllTheTime_isNoOneElses() throws Exception {
    replace("first");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
    Thread owner =
        new Thread(
            () -> {
              while (!stop.get() && lost.get() == null) {
                try {
                  replace("owner's");
                } catch (Throwable e) {
                  lost.set(e);
                }
              }
            });
    owner.start();
    try (AtomicFile other = new AtomicFile(directory, "m.prom", AtomicFile.READABLE_BY_ALL)) {
      for (int i = 0; i < 2000; i++) {
        assertThatThrownBy(() -> other.replace(out -> out.write('x')))
            .hasMessageContaining("another JVM writes it");
      }
    } finally {
      stop.set(true);
      owner.join();
    }
    assertThat(lost.get()).isNull();
  }

  @Test
  void readerSeesTheOldContentUntilTheNewOneIsWhole() throws IOException {
    replace("old");
    file.replace(
        out -> {
          out.write("new".getBytes(UTF_8));
          out.flush();
          assertThat(file.path()).hasContent("old");
          assertThat(names())
              .hasSize(2)
              .allMatch(name -> name.equals("m.prom") || !name.endsWith(".prom"));
        });

    assertThat(file.path()).hasContent("new");
  }

  @Test
  void failureLeavesTheOldContentAndNoTemporary() throws IOException {
    replace("old");
    assertThatThrownBy(
            () ->
                file.replace(
                    out -> {
                      out.write("half".getBytes(UTF_8));
                      out.flush();
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");

    assertThat(file.path()).hasContent("old");
    assertThat(names()).containsExactly("m.prom");
  }

  @Test
  void failureToTakeTheNameLeavesNoTemporary() throws IOException {
    Files.createDirectories(directory.resolve("m.prom/child"));

    assertThatThrownBy(() -> replace("x")).isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("m.prom");
  }

  @Test
  void missingDirectoryIsNotCreated() {
    AtomicFile lost =
        new AtomicFile(directory.resolve("missing"), "m.prom", AtomicFile.READABLE_BY_ALL);

    assertThatThrownBy(() -> lost.replace(out -> {})).isInstanceOf(NoSuchFileException.class);
    assertThat(directory.resolve("missing")).doesNotExist();
  }

  @Test
  void onlyOurAbandonedTemporariesAreRemoved() throws IOException {
    for (String name :
        Set.of(
            "foreign.prom",
            "m.prom",
            "m.prom.tachograph-tmp",
            ".m.prom.tmp",
            ".other.prom.1a2b.tachograph-tmp")) {
      Files.createFile(directory.resolve(name));
    }
    Set<String> kept = names();
    Files.createFile(directory.resolve(".m.prom.1a2b.tachograph-tmp"));

    file.removeStaleTemporaries();

    assertThat(names()).isEqualTo(kept);
  }

  @Test
  void temporaryThatIsBeingWrittenIsNotRemoved() throws IOException {
    file.replace(
        out -> {
          out.write("x".getBytes(UTF_8));
          new AtomicFile(directory, "m.prom", AtomicFile.READABLE_BY_ALL).removeStaleTemporaries();
        });

    assertThat(file.path()).hasContent("x");
  }

  @Test
  void processKilledWhileWritingLeavesItsTemporaryToItsSuccessor() throws Exception {
    replace("old");
    file.close();
    Process killed = new ForkedJvm().start(WriteForEver.class, directory.toString());
    assertThat(killed.getInputStream().read()).isEqualTo('w');
    file.removeStaleTemporaries();
    assertThat(names()).as("while the process lives").hasSize(2);
    killed.destroyForcibly().waitFor();

    assertThat(file.path()).hasContent("old");
    assertThat(names()).hasSize(2);
    file.removeStaleTemporaries();
    assertThat(names()).containsExactly("m.prom");
  }

  /** To open a pipe waits for somebody at its other end, of whom there may never be any. */
  @Test
  @Timeout(60)
  void pipesAndLinksAmongTheTemporariesAreLeftAlone() throws Exception {
    Path pipe = directory.resolve(".m.prom.1a2b.tachograph-tmp");
    Path link = directory.resolve(".m.prom.2b3c.tachograph-tmp");
    Path linkToFile = directory.resolve(".m.prom.3c4d.tachograph-tmp");
    assumeTrue(makePipe(pipe), "there is no mkfifo");
    Files.createSymbolicLink(link, pipe);
    Files.createSymbolicLink(linkToFile, Files.createFile(directory.resolve("foreign")));
    Set<String> before = names();

    file.removeStaleTemporaries();
    replace("x");

    before.add("m.prom");
    assertThat(names()).isEqualTo(before);
  }

  @Test
  @Timeout(60)
  void aPipeOrALinkInPlaceOfTheFileIsReplaced() throws Exception {
    assumeTrue(makePipe(file.path()), "there is no mkfifo");
    replace("x");
    assertThat(file.path()).isRegularFile().hasContent("x");

    Files.delete(file.path());
    Path foreign = Files.writeString(directory.resolve("foreign"), "theirs");
    Files.createSymbolicLink(file.path(), foreign);
    replace("y");
    assertThat(file.path()).hasContent("y");
    assertThat(Files.isSymbolicLink(file.path())).isFalse();
    assertThat(foreign).hasContent("theirs");
  }

  private static boolean makePipe(Path path) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFileThatAnotherProcessWritesIsLeftToItUntilItEnds() throws Exception {
    Process other = new ForkedJvm().start(WriteAndWait.class, directory.toString());
    assertThat(other.getInputStream().read()).isEqualTo('w');

    assertThatThrownBy(() -> replace("ours"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("another JVM writes it");
    assertThat(file.path()).hasContent("theirs");
    assertThat(names()).containsExactly("m.prom");

    other.destroyForcibly().waitFor();
    replace("ours");
    replace("ours again");
    assertThat(file.path()).hasContent("ours again");
  }

  @Test
  void whoeverLosesTheFileToAnotherProcessYields() throws Exception {
    replace("ours");
    // As if both had looked at the same moment.
    Files.delete(file.path());
    Process other = new ForkedJvm().start(WriteAndWait.class, directory.toString());
    assertThat(other.getInputStream().read()).isEqualTo('w');

    assertThatThrownBy(() -> replace("ours")).hasMessageContaining("another JVM writes it");
    assertThat(file.path()).hasContent("theirs");
    other.destroyForcibly().waitFor();
  }

  @Test
  void aFileThatIsClosedIsAnybodys() throws IOException {
    replace("ours");
    assertThatThrownBy(
            () ->
                new AtomicFile(directory, "m.prom", AtomicFile.READABLE_BY_ALL)
                    .replace(out -> out.write("x".getBytes(UTF_8))))
        .hasMessageContaining("another JVM writes it");
    file.close();

    try (AtomicFile next = new AtomicFile(directory, "m.prom", AtomicFile.READABLE_BY_ALL)) {
      next.replace(out -> out.write("next".getBytes(UTF_8)));
    }
    assertThat(file.path()).hasContent("next");
  }

  /** In a JVM of its own. */
  static final class WriteAndWait {
    private WriteAndWait() {}

    public static void main(String[] args) throws IOException {
      try (AtomicFile file =
          new AtomicFile(Path.of(args[0]), "m.prom", AtomicFile.READABLE_BY_ALL)) {
        file.replace(out -> out.write("half".getBytes(UTF_8)));
        file.replace(out -> out.write("theirs".getBytes(UTF_8)));
        System.out.write('w');
        System.out.flush();
        while (System.in.read() >= 0) {}
      }
    }
  }

  /** In a JVM of its own. */
  static final class WriteForEver {
    private WriteForEver() {}

    public static void main(String[] args) throws IOException {
      new AtomicFile(Path.of(args[0]), "m.prom", AtomicFile.READABLE_BY_ALL)
          .replace(
              out -> {
                out.write('x');
                out.flush();
                System.out.write('w');
                System.out.flush();
                while (System.in.read() >= 0) {}
              });
    }
  }
}
