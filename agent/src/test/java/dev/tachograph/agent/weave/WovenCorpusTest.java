package dev.tachograph.agent.weave;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Everything that can be woven into tens of thousands of classes that others have compiled, with
 * every method and many calls woven: the JVM verifies what comes out. It does so with all classes
 * that are not of its own class loaders, those of the JDK among them.
 */
class WovenCorpusTest {
  /** One in so many of what there is. {@code -Dcorpus.step=1} takes all, which takes minutes. */
  private static final int STEP = Integer.getInteger("corpus.step", 10);

  static final class EveryMethod {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.AllArguments Object[] arguments, @Advice.This(optional = true) Object self) {
      Recorder.record(self == null ? "none" : String.valueOf(self));
      return arguments;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object self,
        @Advice.AllArguments Object[] arguments,
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      String what = thrown == null ? "returned" : "threw";
      Recorder.record(what.concat(String.valueOf(self)));
      Recorder.exited(arguments.length, entered == null ? returned : entered, thrown);
    }
  }

  static final class EveryCall {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Receiver Object receiver, @Advice.AllArguments Object[] arguments) {
      return Recorder.entered(arguments.length == 0 ? receiver : arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Receiver Object receiver,
        @Advice.Enter long entered,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Recorder.exited(entered, returned == null ? receiver : returned, thrown);
    }
  }

  static final class EveryReplacement {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Replaced Object before, @Advice.Argument(0) Object after) {
      Recorder.record(String.valueOf(before).concat(String.valueOf(after)));
    }
  }

  /** Defines what there is itself, woven or not, before it asks its parent. */
  private static final class Corpus extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final Map<String, byte[]> all;
    private final Map<String, byte[]> woven;

    Corpus(Map<String, byte[]> all, Map<String, byte[]> woven) {
      super(WovenCorpusTest.class.getClassLoader());
      this.all = all;
      this.woven = woven;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        byte[] original = loaded == null ? all.get(name.replace('.', '/') + ".class") : null;
        byte[] classFile = woven.getOrDefault(name, original);
        if (loaded == null && classFile != null) {
          return defineClass(name, classFile, 0, classFile.length);
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }
  }

  /** Else nothing that follows would say anything. */
  @Test
  void whatIsWrongIsRefused() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "Wrong", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "pops", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    writer.visitEnd();
    assertThat(
            isVerified("Wrong", new Corpus(Map.of("Wrong.class", writer.toByteArray()), Map.of())))
        .isFalse();
  }

  @Test
  void wovenClassesOfTheJdkAreVerified() throws IOException {
    FileSystem jrt = FileSystems.getFileSystem(URI.create("jrt:/"));
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(jrt.getPath("modules"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).collect(toList())) {
        String name = file.subpath(2, file.getNameCount()).toString();
        // No other loader may define the classes of java.*
        if (!name.startsWith("java/") && !name.equals("module-info.class")) {
          all.put(name, Files.readAllBytes(file));
        }
      }
    }
    assertVerified(all, 15_000);
  }

  @Test
  void wovenClassesOfLibrariesAreVerified() throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        try (JarFile jar = new JarFile(entry)) {
          for (JarEntry member : jar.stream().collect(toList())) {
            String name = member.getName();
            if (name.endsWith(".class") && !name.startsWith("META-INF") && !isOurs(name)) {
              all.put(name, jar.getInputStream(member).readAllBytes());
            }
          }
        }
      }
    }
    assertVerified(all, 15_000);
  }

  private static boolean isOurs(String name) {
    return name.endsWith("module-info.class") || name.startsWith("dev/tachograph/");
  }

  private static void assertVerified(Map<String, byte[]> all, int atLeast) {
    List<String> chosen = new ArrayList<>();
    int index = 0;
    for (String file : all.keySet()) {
      if (index++ % STEP == 0) {
        chosen.add(file);
      }
    }
    Map<String, byte[]> woven = new ConcurrentHashMap<>();
    chosen.parallelStream()
        .forEach(
            file -> {
              byte[] classFile = weave(Objects.requireNonNull(all.get(file))).classFile();
              if (classFile != null) {
                woven.put(nameOf(file), classFile);
              }
            });
    Corpus loader = new Corpus(all, woven);
    Corpus originals = new Corpus(all, Map.of());
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicInteger verified = new AtomicInteger();
    woven.keySet().parallelStream()
        .forEach(
            name -> {
              try {
                verify(name, loader);
                verified.incrementAndGet();
              } catch (VerifyError | ClassFormatError e) {
                // One of the JDK may be at odds with itself where java.* is not of its loader.
                if (isVerified(name, originals)) {
                  wrong.add(name + ": " + e.getMessage());
                }
              } catch (LinkageError | ClassNotFoundException | TypeNotPresentException e) {
                // What it needs is not there, or not for other loaders.
                return;
              }
            });
    System.out.println(
        verified
            + " woven classes are linked and verified, of "
            + woven.size()
            + " woven and "
            + all.size()
            + " there are");
    assertThat(wrong).isEmpty();
    assertThat(verified.get()).isGreaterThan(atLeast / STEP);
  }

  /** To be asked for its methods, a class is linked, but its initialiser is not run. */
  private static void verify(String name, ClassLoader loader) throws ClassNotFoundException {
    assertThat(Class.forName(name, false, loader).getDeclaredMethods()).isNotNull();
  }

  private static boolean isVerified(String name, ClassLoader loader) {
    try {
      verify(name, loader);
      return true;
    } catch (LinkageError | ClassNotFoundException | TypeNotPresentException e) {
      return false;
    }
  }

  private static ClassWeaver.Result weave(byte[] classFile) {
    ClassPlan.MethodMatcher any = (access, name, descriptor) -> true;
    ClassPlan methods =
        new ClassPlan()
            .methods(any, (n, d) -> new ClassPlan.ChosenAdvice(EveryMethod.class, Map.of()));
    try {
      ClassPlan both =
          new ClassPlan()
              .methods(any, (n, d) -> new ClassPlan.ChosenAdvice(EveryMethod.class, Map.of()))
              .callAnywhere("java/util/Iterator", "hasNext", "()Z", EveryCall.class)
              .callAnywhere("java/util/Map", "clear", "()V", EveryCall.class)
              .callAnywhere("java/lang/Runnable", "run", "()V", EveryCall.class);
      both.entries.add(
          new ClassPlan.Entry(
              (access, name, descriptor) -> descriptor.startsWith("(L"),
              null,
              0,
              (n, d) -> new ClassPlan.ChosenAdvice(EveryReplacement.class, Map.of()),
              null));
      return ClassWeaver.weave(classFile, both);
    } catch (WeaveException partOfAnExpression) {
      return ClassWeaver.weave(classFile, methods);
    }
  }

  private static String nameOf(String file) {
    return file.substring(0, file.length() - 6).replace('/', '.');
  }
}
