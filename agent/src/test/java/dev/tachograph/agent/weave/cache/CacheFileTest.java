package dev.tachograph.agent.weave.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a file is what was written, or nothing. */
class CacheFileTest {
  private static final String ENGINE = "0123456789abcdef".repeat(4);
  private static final String OTHER_ENGINE = "f".repeat(Engine.ID_LENGTH);

  private final WovenClass pool = wovenClass("com/acme/Pool", "", 300, 400);
  private final WovenClass nothing = wovenClass("com/acme/Plain", "", 50, -1);
  private final WovenClass misfit =
      new WovenClass("com/acme/Odd", "[a/B]", bytes(70), null, "no method run()V", List.of());
  private final WovenClass longMethods =
      new WovenClass("com/acme/Long", "", bytes(90), bytes(95), "", List.of("a()V", "b(I)J"));

  private final File file;
  private final FileTrust trust;

  CacheFileTest(@TempDir Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    this.file = directory.resolve("some.woven").toFile();
    this.trust = Objects.requireNonNull(FileTrust.ofThisProcess(directory.toFile()));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static WovenClass wovenClass(
      String name, String circumstances, int originalLength, int wovenLength) {
    byte[] woven = wovenLength < 0 ? null : bytes(wovenLength);
    return new WovenClass(name, circumstances, bytes(originalLength), woven, "", List.of());
  }

  private int add(WovenClass... made) throws IOException {
    return add(ENGINE, 1, Set.of(), made);
  }

  private int add(String engine, int hour, Set<Integer> used, WovenClass... made)
      throws IOException {
    return new CacheFileWriter(file, engine, trust, false).add(Arrays.asList(made), used, hour);
  }

  private @Nullable WovenClass find(String name, String circumstances, int length)
      throws IOException {
    try (CacheFile opened = CacheFile.open(file, ENGINE)) {
      return opened.find(name, circumstances, bytes(length));
    }
  }

  private static void assertSame(@Nullable WovenClass found, WovenClass expected)
      throws IOException {
    assertThat(found).isNotNull();
    // Arrays of megabytes, which are not to be compared number by number.
    assertThat(Arrays.equals(found.toRecord(), expected.toRecord())).isTrue();
  }

  @Test
  void whatWasWrittenIsFound() throws IOException {
    add(pool, nothing, misfit, longMethods);

    assertSame(find("com/acme/Pool", "", 300), pool);
    assertSame(find("com/acme/Plain", "", 50), nothing);
    assertSame(find("com/acme/Odd", "[a/B]", 70), misfit);
    assertSame(find("com/acme/Long", "", 90), longMethods);
  }

  @Test
  void anotherOriginalOtherCircumstancesOrAnotherNameFindNothing() throws IOException {
    add(pool, misfit);

    byte[] almost = bytes(300);
    almost[299]++;
    try (CacheFile opened = CacheFile.open(file, ENGINE)) {
      assertThat(opened.find("com/acme/Pool", "", almost)).isNull();
    }
    assertThat(find("com/acme/Pool", "", 299)).isNull();
    assertThat(find("com/acme/Pool", "[a/B]", 300)).isNull();
    assertThat(find("com/acme/Odd", "", 70)).isNull();
    assertThat(find("com/acme/Poll", "", 300)).isNull();
  }

  @Test
  void oneClassInSeveralVersionsIsFoundByEach() throws IOException {
    WovenClass older = wovenClass("com/acme/Pool", "", 280, 380);
    add(older);
    add(pool);

    assertSame(find("com/acme/Pool", "", 300), pool);
    assertSame(find("com/acme/Pool", "", 280), older);
  }

  @Test
  void whatWasThereIsKept_andNothingTwice() throws IOException {
    assertThat(add(pool, nothing)).isEqualTo(2);
    assertThat(add(nothing, misfit)).isEqualTo(3);
    assertSame(find("com/acme/Pool", "", 300), pool);
  }

  @Test
  void anotherEngineFindsNothing_andReplacesIt() throws IOException {
    add(OTHER_ENGINE, 1, Set.of(), pool);

    assertThatThrownBy(() -> find("com/acme/Pool", "", 300))
        .hasMessage("it was made by another version of the agent");
    assertThat(add(nothing)).isEqualTo(1);
    assertSame(find("com/acme/Plain", "", 50), nothing);
  }

  @Test
  void fileThatIsCutShortAtAnyByteGivesNothing() throws IOException {
    add(pool, nothing, misfit, longMethods);
    byte[] whole = Files.readAllBytes(file.toPath());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file.toPath(), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> find("com/acme/Pool", "", 300))
          .as("cut to %s bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anyFlippedBitGivesTheSameOrNothing() throws IOException {
    add(pool, nothing, misfit, longMethods);
    byte[] whole = Files.readAllBytes(file.toPath());
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file.toPath(), damaged);
      WovenClass found;
      try {
        found = find("com/acme/Pool", "", 300);
      } catch (IOException e) {
        found = null;
      }
      if (found != null) {
        assertSame(found, pool);
      }
    }
  }

  @Test
  void somethingElseEntirelyGivesNothing() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] junk = new byte[random.nextInt(2000)];
      random.nextBytes(junk);
      if (i % 2 == 0 && junk.length > CacheFile.MAGIC.length) {
        System.arraycopy(CacheFile.MAGIC, 0, junk, 0, CacheFile.MAGIC.length);
      }
      Files.write(file.toPath(), junk);
      assertThatThrownBy(() -> find("com/acme/Pool", "", 300)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void damagedFileIsReplacedByWhatComesNext() throws IOException {
    Files.write(file.toPath(), new byte[] {1, 2, 3});

    assertThat(add(pool)).isEqualTo(1);
    assertSame(find("com/acme/Pool", "", 300), pool);
  }

  @Test
  void leastRecentlyUsedGoFirst() throws IOException {
    int third = CacheFile.MAX_LENGTH / 3 - 10_000;
    WovenClass first = wovenClass("a/First", "", 10, third);
    WovenClass second = wovenClass("a/Second", "", 10, third);
    add(ENGINE, 1, Set.of(), first);
    add(ENGINE, 2, Set.of(), second);
    add(ENGINE, 3, Set.of(first.hash()), wovenClass("a/Third", "", 10, third));

    assertThat(add(ENGINE, 4, Set.of(), wovenClass("a/Fourth", "", 10, third))).isEqualTo(3);
    assertThat(file.length()).isLessThanOrEqualTo(CacheFile.MAX_LENGTH);
    assertSame(find("a/First", "", 10), first);
    assertThat(find("a/Second", "", 10)).isNull();
  }

  @Test
  void fileIsForTheUserAlone_orForAllToRead() throws IOException {
    add(pool);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
        .isEqualTo("rw-------");

    new CacheFileWriter(file, ENGINE, trust, true).add(List.of(nothing), Set.of(), 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void nothingElseIsLeftInTheDirectory() throws IOException {
    add(pool);
    add(nothing);
    assertThat(file.getParentFile().list()).containsExactly(file.getName());
  }

  @Test
  void whatCannotBeWrittenIsSaidAndLeavesNothing() throws IOException {
    File inTheWay = new File(file.getParentFile(), "no-directory");
    Files.write(inTheWay.toPath(), new byte[0]);
    CacheFileWriter writer =
        new CacheFileWriter(new File(inTheWay, "some.woven"), ENGINE, trust, false);

    assertThatThrownBy(() -> writer.add(List.of(pool), Set.of(), 1))
        .isInstanceOf(IOException.class);
    assertThat(file.getParentFile().list()).containsExactly(inTheWay.getName());
  }

  @Test
  void twoThatWriteAtOnceLeaveAWholeFile() throws Exception {
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    Thread[] writers = new Thread[4];
    for (int i = 0; i < writers.length; i++) {
      int number = i;
      writers[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 25; n++) {
                  try {
                    add(wovenClass("a/C" + number + "x" + n, "", 100 + n, 100));
                  } catch (IOException e) {
                    failures.add(e);
                  }
                }
              });
      writers[i].start();
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(failures).isEmpty();
    try (CacheFile opened = CacheFile.open(file, ENGINE)) {
      // Who writes at the same moment may lose what another has just added, but not the file.
      assertThat(opened.size()).isBetween(1, 100);
      for (int i = 0; i < opened.size(); i++) {
        assertThat(opened.record(i)).isNotEmpty();
      }
    }
    assertThat(file.getParentFile().list()).containsExactly(file.getName());
  }
}
