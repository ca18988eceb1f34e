package dev.tachograph.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedJarTest {
  private static final byte[] TEXT = "text, text, text, text, text".getBytes(UTF_8);
  private static final byte[] NOISE = new byte[100_000];

  static {
    new Random(7).nextBytes(NOISE);
  }

  private final Path directory;

  NestedJarTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static void put(ZipOutputStream out, String name, byte[] content, int method)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      entry.setSize(content.length);
    }
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private static byte[] inner() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      put(out, "a/Noise.class", NOISE, ZipEntry.DEFLATED);
      put(out, "a/Text.class", TEXT, ZipEntry.DEFLATED);
      put(out, "b/Text.class", NOISE, ZipEntry.DEFLATED);
      put(out, "a/Text.class2", new byte[1], ZipEntry.DEFLATED);
      put(out, "a/stored", TEXT, ZipEntry.STORED);
      put(out, "empty", new byte[0], ZipEntry.DEFLATED);
    }
    return bytes.toByteArray();
  }

  private JarFile outer(byte[] inner, int method) throws IOException {
    File file = directory.resolve("outer.jar").toFile();
    try (OutputStream bytes = Files.newOutputStream(file.toPath());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      put(out, "before", TEXT, ZipEntry.DEFLATED);
      put(out, "inner.jar", inner, method);
      put(out, "after", TEXT, ZipEntry.DEFLATED);
    }
    return new JarFile(file, false);
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void entriesAreReadAsTheyWere(int method) throws IOException {
    try (JarFile outer = outer(inner(), method)) {
      NestedJar jar = new NestedJar(outer, "inner.jar");
      for (int i = 0; i < 2; i++) {
        assertThat(jar.read("a/stored")).isEqualTo(TEXT);
        assertThat(jar.read("a/Text.class")).isEqualTo(TEXT);
        assertThat(jar.read("a/Noise.class")).isEqualTo(NOISE);
        assertThat(jar.read("b/Text.class")).isEqualTo(NOISE);
        assertThat(jar.read("a/Text.class2")).hasSize(1);
        assertThat(jar.read("empty")).isEmpty();
      }
    }
  }

  @Test
  void whatIsNotThereIsNull() throws IOException {
    try (JarFile outer = outer(inner(), ZipEntry.STORED)) {
      NestedJar jar = new NestedJar(outer, "inner.jar");
      assertThat(jar.read("a/Other.class")).isNull();
      assertThat(jar.read("c/Text.class")).isNull();
      assertThat(jar.read("a/\u0154ext.class")).isNull();
      assertThat(jar.read("")).isNull();
      assertThat(jar.read("before")).isNull();
    }
  }

  @Test
  void aMissingOrBrokenJarIsSaidSo() throws IOException {
    try (JarFile outer = outer(TEXT, ZipEntry.STORED)) {
      assertThatThrownBy(() -> new NestedJar(outer, "none.jar").read("a"))
          .isInstanceOf(ZipException.class)
          .hasMessageContaining("none.jar is missing");
      assertThatThrownBy(() -> new NestedJar(outer, "inner.jar").read("a"))
          .isInstanceOf(ZipException.class)
          .hasMessageContaining("does not end as a jar does");
    }
  }
}
