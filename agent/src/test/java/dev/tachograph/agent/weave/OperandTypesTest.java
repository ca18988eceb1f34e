package dev.tachograph.agent.weave;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;

/** At every call in the classes of a package of the JDK, it knows what ASM's own analyzer knows. */
class OperandTypesTest {
  private static final int API = net.bytebuddy.jar.asm.Opcodes.ASM9;

  @Test
  void itKnowsWhatAsmKnows() throws IOException {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java");
    int calls = 0;
    for (String folder : new String[] {"util", "util/concurrent", "lang", "text", "math"}) {
      try (Stream<Path> files = Files.list(base.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).collect(toList())) {
          byte[] classFile = Files.readAllBytes(file);
          List<String> ours = ours(classFile);
          assertThat(ours).as(file.toString()).isEqualTo(asms(classFile));
          calls += ours.size();
        }
      }
    }
    assertThat(calls).isGreaterThan(10_000);
  }

  private static List<String> ours(byte[] classFile) {
    List<String> seen = new ArrayList<>();
    net.bytebuddy.jar.asm.ClassReader reader = new net.bytebuddy.jar.asm.ClassReader(classFile);
    reader.accept(
        new ClassVisitor(API) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            MethodSite site =
                new MethodSite(
                    Descriptions.named(reader.getClassName()),
                    61,
                    access,
                    name,
                    descriptor,
                    0,
                    new DeclaredFields(),
                    false);
            OperandTypes types = new OperandTypes(site);
            return types.before(
                new MethodVisitor(API) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String of, boolean isInterface) {
                    if (types.beginsOwnCall()) {
                      Object[] variables = types.locals().variables();
                      seen.add(
                          name + " calls " + called + described(variables) + types.operandSlots());
                    }
                  }
                });
          }
        },
        net.bytebuddy.jar.asm.ClassReader.EXPAND_FRAMES);
    return seen;
  }

  private static List<String> asms(byte[] classFile) {
    List<String> seen = new ArrayList<>();
    ClassReader reader = new ClassReader(classFile);
    reader.accept(
        new org.objectweb.asm.ClassVisitor(Opcodes.ASM9) {
          @Override
          public org.objectweb.asm.MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return new AnalyzerAdapter(
                Opcodes.ASM9, reader.getClassName(), access, name, descriptor, null) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String of, boolean isInterface) {
                if (locals != null) {
                  Object[] variables = variables();
                  seen.add(name + " calls " + called + described(variables) + stack.size());
                }
                super.visitMethodInsn(opcode, owner, called, of, isInterface);
              }

              private Object[] variables() {
                List<Object> variables = new ArrayList<>();
                for (int slot = 0; slot < locals.size(); slot++) {
                  Object type = locals.get(slot);
                  variables.add(type);
                  slot += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 1 : 0;
                }
                return variables.toArray();
              }
            };
          }
        },
        ClassReader.EXPAND_FRAMES);
    return seen;
  }

  /** Variables that hold nothing at the end of the list do not count. */
  private static String described(Object[] variables) {
    int count = variables.length;
    while (count > 0 && Integer.valueOf(0).equals(variables[count - 1])) {
      count--;
    }
    return Arrays.toString(Arrays.copyOf(variables, count));
  }
}
