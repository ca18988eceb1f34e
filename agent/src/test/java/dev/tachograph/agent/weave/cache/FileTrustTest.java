package dev.tachograph.agent.weave.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can write the file runs code in this JVM. */
class FileTrustTest {
  private static final int NOBODY = 65534;

  private final Path directory;
  private final Path file;

  FileTrustTest(@TempDir Path temporary) throws IOException {
    this.directory = Files.createDirectory(temporary.resolve("cache"));
    this.file = Files.createFile(directory.resolve("some.woven"));
    permit(directory, "rwx------");
    permit(file, "rw-------");
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private @Nullable String objection() throws IOException {
    return objection(file, directory);
  }

  private static @Nullable String objection(Path file, Path jar) throws IOException {
    return Objects.requireNonNull(FileTrust.ofThisProcess(jar.toFile())).objectionTo(file.toFile());
  }

  @Test
  void ownFileIsTrusted() throws IOException {
    assertThat(objection()).isNull();
  }

  @Test
  void othersMayReadIt() throws IOException {
    permit(directory, "rwxr-xr-x");
    permit(file, "rw-r--r--");
    assertThat(objection()).isNull();
  }

  @Test
  void groupOrOthersMustNotWriteIt() throws IOException {
    permit(file, "rw-rw----");
    assertThat(objection()).isEqualTo("it can be written by other users");
    permit(file, "rw-----w-");
    assertThat(objection()).isEqualTo("it can be written by other users");
  }

  @Test
  void groupOrOthersMustNotReplaceIt() throws IOException {
    permit(directory, "rwxrwx---");
    assertThat(objection()).isEqualTo("its directory can be written by other users");
    permit(directory, "rwx---rwx");
    assertThat(objection()).isEqualTo("its directory can be written by other users");
  }

  @Test
  void linkIsNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.woven"), file);
    assertThat(objection(link, directory)).startsWith("it is a link");

    Path linked = Files.createSymbolicLink(directory.resolveSibling("linked"), directory);
    assertThat(objection(linked.resolve("some.woven"), directory))
        .startsWith("its directory is a link");
  }

  @Test
  void directoryInPlaceOfTheFileIsNotTrusted() throws IOException {
    assertThat(objection(directory, directory)).startsWith("it is a link or something else");
  }

  @Test
  void fileOfAnotherUserIsNotTrusted_unlessItIsTheJarsOwner() throws IOException {
    giveAway(file);
    assertThat(objection()).isEqualTo("it belongs to another user");

    Path jar = Files.createFile(directory.resolve("tachograph.jar"));
    giveAway(jar);
    assertThat(objection(file, jar)).isNull();
  }

  @Test
  void directoryOfAnotherUserIsNotTrusted() throws IOException {
    Path jar = Files.createFile(directory.resolveSibling("tachograph.jar"));
    giveAway(directory);
    assertThat(objection(file, jar)).isEqualTo("its directory belongs to another user");
  }

  private static void giveAway(Path path) throws IOException {
    Object user = Files.getAttribute(Path.of("/proc/self/"), "unix:uid");
    assumeThat(user).as("only root can give a file away").isEqualTo(0);
    Files.setAttribute(path, "unix:uid", NOBODY);
  }
}
