package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What is demanded of advice holds for all there is, and not only for what a test weaves: copied
 * into a class of any version and any loader, it must run there.
 */
class AdviceClassesTest {
  private static final String AGENT = "dev/tachograph/agent/";
  private static final String BOOTSTRAP = "dev/tachograph/bootstrap/";

  /** An advice method and the class that it is in. */
  private static final class Found {
    final String name;
    final MethodNode method;

    Found(ClassNode owner, MethodNode method) {
      this.name = owner.name + "." + method.name;
      this.method = method;
    }

    List<AbstractInsnNode> instructions() {
      List<AbstractInsnNode> all = new ArrayList<>();
      method.instructions.forEach(all::add);
      return all;
    }
  }

  @Test
  void adviceIsFound() throws IOException {
    assertThat(allAdvice()).hasSizeGreaterThan(200);
  }

  @Test
  void adviceIsCopyableIntoAClassOfAnyVersion() throws IOException {
    for (Found advice : allAdvice()) {
      for (AbstractInsnNode insn : advice.instructions()) {
        assertThat(insn.getType())
            .as(advice.name + " has an invokedynamic, a lambda or a concatenation by one")
            .isNotEqualTo(AbstractInsnNode.INVOKE_DYNAMIC_INSN);
        if (insn instanceof LdcInsnNode constant) {
          assertThat(constant.cst)
              .as(advice.name + " has a constant that old class files cannot have")
              .isInstanceOfAny(String.class, Integer.class, Long.class, Float.class, Double.class);
        }
        // Access among nest mates is of Java 11; and the woven class is no mate, nor sees the
        // agent.
        assertThat(ownerOf(insn)).as(advice.name).doesNotStartWith(AGENT);
      }
    }
  }

  @Test
  void adviceIsAShortWayToAProbe() throws IOException {
    for (Found advice : allAdvice()) {
      assertThat(advice.method.tryCatchBlocks).as(advice.name + " has a try block").isEmpty();
      List<AbstractInsnNode> instructions = advice.instructions();
      List<String> probes = new ArrayList<>();
      for (AbstractInsnNode insn : instructions) {
        if (insn instanceof JumpInsnNode jump) {
          assertThat(instructions.indexOf(jump.label))
              .as(advice.name + " has a loop")
              .isGreaterThan(instructions.indexOf(insn));
        }
        if (ownerOf(insn).startsWith(BOOTSTRAP)) {
          probes.add(ownerOf(insn));
        }
      }
      assertThat(probes).as(advice.name).isNotEmpty().allMatch(owner -> owner.endsWith("Probe"));
    }
  }

  @Test
  void whatAdviceThrowsIsSuppressed() throws IOException {
    for (Found advice : allAdvice()) {
      for (AnnotationNode annotation : advice.method.visibleAnnotations) {
        assertThat(annotation.values)
            .as(advice.name)
            .containsSequence("suppress", Type.getType(Throwable.class));
      }
    }
  }

  @Test
  void adviceIsResolved() throws Exception {
    for (String name : classes()) {
      ClassNode node = read(name);
      if (node.methods.stream().anyMatch(AdviceClassesTest::isAdvice)) {
        AdviceClass advice =
            AdviceClass.of(
                Class.forName(name.replace('/', '.'), false, getClass().getClassLoader()));
        assertThat(advice.enter != null || advice.exit != null).as(name).isTrue();
      }
    }
  }

  private static String ownerOf(AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode call) {
      return call.owner;
    }
    return insn instanceof FieldInsnNode field ? field.owner : "";
  }

  private static List<Found> allAdvice() throws IOException {
    List<Found> all = new ArrayList<>();
    for (String name : classes()) {
      ClassNode node = read(name);
      for (MethodNode method : node.methods) {
        if (isAdvice(method)) {
          all.add(new Found(node, method));
        }
      }
    }
    return all;
  }

  private static boolean isAdvice(MethodNode method) {
    return has(method.visibleAnnotations, Advice.OnMethodEnter.class)
        || has(method.visibleAnnotations, Advice.OnMethodExit.class);
  }

  private static boolean has(@Nullable List<AnnotationNode> annotations, Class<?> type) {
    return annotations != null
        && annotations.stream().anyMatch(a -> a.desc.equals(Type.getDescriptor(type)));
  }

  private static ClassNode read(String name) throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(Files.readAllBytes(root().resolve(name + ".class")))
        .accept(node, ClassReader.SKIP_DEBUG);
    return node;
  }

  private static Path root() {
    return Path.of(
        LibraryInstrumentation.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static List<String> classes() throws IOException {
    Path root = root();
    try (Stream<Path> files = Files.walk(root.resolve("dev/tachograph/agent/instrument"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.substring(0, file.length() - 6))
          .collect(Collectors.toList());
    }
  }
}
