package dev.tachograph.agent.weave;

import java.util.List;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.AsmClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The code of an advice class, as Byte Buddy reads it. For {@link Woven.Store} it has a mark at the
 * return, so that the store is a part of the advice, under the same guard.
 */
final class AdviceCode implements AsmClassReader, AsmClassReader.Factory, ClassFileLocator {
  /** The mark of {@link Woven.Store}. It takes the value from the operand stack. */
  static final String STORE = "store";

  /** The mark of a report. It takes the Throwable from the operand stack. */
  static final String REPORT = "report";

  /**
   * The owner of the marks that {@link AdviceVisitor} replaces. No application has a class of this
   * name.
   */
  static final String MARKS = "dev/tachograph/agent/weave/AdviceCode";

  private final byte[] classFile;
  private final AdviceClass advice;

  AdviceCode(byte[] classFile, AdviceClass advice) {
    this.classFile = classFile;
    this.advice = advice;
  }

  @Override
  public void accept(ClassVisitor classVisitor, int flags) {
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, classVisitor) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                AdviceMethod method = advice.method(name, descriptor);
                MethodVisitor next =
                    method == null
                        ? null
                        : super.visitMethod(access, name, descriptor, signature, exceptions);
                return next == null
                    ? null
                    : new Marks(next, method != null && method.store() != null);
              }
            },
            flags);
  }

  private static final class Marks extends MethodVisitor {
    private final boolean stores;

    Marks(MethodVisitor next, boolean stores) {
      super(Opcodes.ASM9, next);
      this.stores = stores;
    }

    @Override
    public void visitInsn(int opcode) {
      // Drop it: Byte Buddy's own NOP shows where advice ends and the method begins.
      if (opcode == Opcodes.NOP) {
        return;
      }
      if (opcode == Opcodes.ARETURN && stores) {
        super.visitInsn(Opcodes.DUP);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, MARKS, STORE, "(Ljava/lang/Object;)V", false);
      }
      super.visitInsn(opcode);
    }
  }

  @Override
  public AsmClassReader make(byte[] binaryRepresentation) {
    return this;
  }

  @Override
  public AsmClassReader make(byte[] binaryRepresentation, boolean experimental) {
    return this;
  }

  @Override
  public ClassFileLocator.Resolution locate(String name) {
    return new ClassFileLocator.Resolution.Explicit(classFile);
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return null;
  }

  @Override
  public int getModifiers() {
    return Opcodes.ACC_FINAL;
  }

  @Override
  public String getInternalName() {
    return new ClassReader(classFile).getClassName();
  }

  @Override
  public String getSuperClassInternalName() {
    return "java/lang/Object";
  }

  @Override
  public List<String> getInterfaceInternalNames() {
    return List.of();
  }

  @Override
  public void close() {}
}
