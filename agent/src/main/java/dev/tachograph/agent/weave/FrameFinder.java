package dev.tachograph.agent.weave;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Looks for targets of jumps in a method that have no frame. */
class FrameFinder extends MethodVisitor {
  private final Set<Label> targets = new HashSet<>();
  private final Set<Label> framed = new HashSet<>();

  /** The label of the next instruction; null if it has none. */
  private @Nullable Label here;

  FrameFinder() {
    super(Opcodes.ASM9);
  }

  final boolean isMissing() {
    return !framed.containsAll(targets);
  }

  @Override
  public void visitLabel(Label label) {
    here = label;
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
    if (here != null) {
      framed.add(here);
    }
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    targets.add(handler);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    here = null;
    targets.add(label);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    visitSwitch(otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    visitSwitch(otherwise, labels);
  }

  private void visitSwitch(Label otherwise, Label[] labels) {
    here = null;
    targets.add(otherwise);
    for (Label label : labels) {
      targets.add(label);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    here = null;
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    here = null;
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    here = null;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    here = null;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    here = null;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    here = null;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrapMethod, Object... bootstrapArguments) {
    here = null;
  }

  @Override
  public void visitLdcInsn(Object value) {
    here = null;
  }

  @Override
  public void visitIincInsn(int slot, int increment) {
    here = null;
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    here = null;
  }
}
