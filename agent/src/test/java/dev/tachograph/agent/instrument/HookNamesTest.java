package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.instrument.own.OwnExecutorInstrumentation;
import dev.tachograph.agent.weave.Woven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Nothing is hooked whose name a compiler has made up: it says nothing, and means something else in
 * the next version.
 */
class HookNamesTest {
  private static final Pattern NUMBERED_CLASS = Pattern.compile("\\$\\d");

  /** Numbered, or named after a variable of a method. */
  private static final Pattern MADE_UP =
      Pattern.compile("\\b(lambda|access|this|val|arg)\\$|" + NUMBERED_CLASS);

  static final class Advised {
    @Advice.OnMethodEnter
    static void enter(
        @Woven.Field("val$argument") Object field,
        @Woven.ArgumentField(argument = 0, value = "this$0") Object ofArgument) {
      throw new AssertionError(field + " " + ofArgument);
    }
  }

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
  void noTextOfAPlanOrOfAdviceNamesWhatACompilerHasMadeUp() throws Exception {
    Path classes =
        Path.of(
            LibraryInstrumentation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    List<String> madeUp = new ArrayList<>();
    int read = 0;
    try (Stream<Path> files = Files.walk(classes.resolve("dev/tachograph/agent/instrument"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        read++;
        for (String text : texts(Files.readAllBytes(file))) {
          if (MADE_UP.matcher(text).find()) {
            madeUp.add(file.getFileName() + ": " + text);
          }
        }
      }
    }
    assertThat(madeUp).isEmpty();
    assertThat(read).isGreaterThan(50);
  }

  @Test
  void theTextsOfAClassAreFound() throws Exception {
    assertThat(texts(HookNamesTest.class)).contains("anonymous", ".class");
  }

  @Test
  void theTextsOfAnnotationsAreFound() throws Exception {
    assertThat(texts(Advised.class)).contains("val$argument", "this$0");
    assertThat(texts(Advised.class)).filteredOn(MADE_UP.asPredicate()).hasSize(2);
  }

  private static List<String> texts(Class<?> type) throws IOException {
    try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return texts(in.readAllBytes());
    }
  }

  /**
   * The strings in a class's constants, code and annotations. Its own enumerations and lambdas have
   * names that are no texts.
   */
  private static List<String> texts(byte[] classFile) {
    List<String> texts = new ArrayList<>();
    new ClassReader(classFile).accept(new Texts(texts), ClassReader.SKIP_FRAMES);
    return texts;
  }

  private static final class Texts extends ClassVisitor {
    private final List<String> texts;

    Texts(List<String> texts) {
      super(Opcodes.ASM9);
      this.texts = texts;
    }

    private void add(@Nullable Object value) {
      if (value instanceof String text) {
        texts.add(text);
      }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return new OfAnnotation();
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      add(value);
      return new FieldVisitor(Opcodes.ASM9) {
        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
          return new OfAnnotation();
        }
      };
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
          return new OfAnnotation();
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(
            int parameter, String descriptor, boolean visible) {
          return new OfAnnotation();
        }

        @Override
        public void visitLdcInsn(Object value) {
          add(value);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            add(argument);
          }
        }
      };
    }

    private final class OfAnnotation extends AnnotationVisitor {
      OfAnnotation() {
        super(Opcodes.ASM9);
      }

      @Override
      public void visit(@Nullable String name, Object value) {
        add(value);
      }

      @Override
      public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
        return this;
      }

      @Override
      public AnnotationVisitor visitArray(@Nullable String name) {
        return this;
      }
    }
  }
}
