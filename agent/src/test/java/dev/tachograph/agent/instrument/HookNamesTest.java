package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.instrument.own.OwnExecutorInstrumentation;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing is hooked whose name a compiler has made up: it says nothing, and means something else in
 * the next version.
 */
class HookNamesTest {
  private static final Pattern NUMBERED_CLASS = Pattern.compile("\\$\\d");
  private static final Pattern NUMBERED = Pattern.compile("lambda\\$|access\\$|" + NUMBERED_CLASS);

  @Test
  void noClassToWeaveIsAnonymous() {
    List<String> anonymous = new ArrayList<>();
    for (LibraryInstrumentation library : InstrumentationsTest.all()) {
      for (String className : library.classNames()) {
        if (!(library instanceof OwnExecutorInstrumentation)
            && NUMBERED_CLASS.matcher(className).find()) {
          anonymous.add(className);
        }
      }
    }
    assertThat(anonymous).isEmpty();
  }

  @Test
  void noTextOfAPlanOrOfAdviceNamesWhatACompilerHasNumbered() throws Exception {
    Path classes =
        Path.of(
            LibraryInstrumentation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    List<String> numbered = new ArrayList<>();
    int read = 0;
    try (Stream<Path> files = Files.walk(classes.resolve("dev/tachograph/agent/instrument"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        read++;
        for (String text : texts(Files.readAllBytes(file))) {
          if (NUMBERED.matcher(text).find()) {
            numbered.add(file.getFileName() + ": " + text);
          }
        }
      }
    }
    assertThat(numbered).isEmpty();
    assertThat(read).isGreaterThan(50);
  }

  @Test
  void theTextsOfAClassAreFound() throws Exception {
    String resource = HookNamesTest.class.getSimpleName() + ".class";
    try (var in = HookNamesTest.class.getResourceAsStream(resource)) {
      assertThat(texts(in.readAllBytes())).contains("lambda\\$|access\\$|", ".class");
    }
  }

  /** The string constants of a class. */
  private static List<String> texts(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.skipBytes(8);
    int constants = in.readUnsignedShort();
    String[] all = new String[constants];
    boolean[] isText = new boolean[constants];
    for (int i = 1; i < constants; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> all[i] = in.readUTF();
        case 8 -> isText[in.readUnsignedShort()] = true;
        case 7, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        case 5, 6 -> {
          in.skipBytes(8);
          i++;
        }
        default -> in.skipBytes(4);
      }
    }
    List<String> texts = new ArrayList<>();
    for (int i = 1; i < constants; i++) {
      if (isText[i]) {
        texts.add(all[i]);
      }
    }
    return texts;
  }
}
