package dev.tachograph.agent.weave;

import java.util.Map;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Weaves advice around every call of one method within another method, in the caller's own code.
 * The same instruction, in the same frame, makes the call. So a stack trace is the same with and
 * without advice.
 */
final class AroundCall extends AroundInstruction {
  /** The call to weave around. */
  static final class Target {
    final String owner;
    final String name;
    final String descriptor;

    /** The descriptor of a static accessor that makes the call; null if none is looked for. */
    final @Nullable String accessorDescriptor;

    Target(String owner, String name, String descriptor) {
      this(owner, name, descriptor, null);
    }

    private Target(
        String owner, String name, String descriptor, @Nullable String accessorDescriptor) {
      this.owner = owner;
      this.name = name;
      this.descriptor = descriptor;
      this.accessorDescriptor = accessorDescriptor;
    }

    /**
     * A private method that a nested class calls. Compilers for Java 10 and earlier let it call a
     * static accessor with the same operands, whose name they make up.
     */
    static Target ofNested(String owner, String name, String descriptor) {
      return new Target(owner, name, descriptor, "(L" + owner + ";" + descriptor.substring(1));
    }

    boolean matches(int opcode, String owner, String name, String descriptor) {
      if (!owner.equals(this.owner) || opcode == Opcodes.INVOKESPECIAL) {
        return false;
      }
      return opcode == Opcodes.INVOKESTATIC
          ? name.startsWith(ACCESSOR) && descriptor.equals(accessorDescriptor)
          : name.equals(this.name) && descriptor.equals(this.descriptor);
    }
  }

  private static final String ACCESSOR = "access$";

  private final Target target;
  private final Map<String, Object> constants;
  private int opcode;
  private String name = "";
  private String descriptor = "";
  private boolean isInterface;

  /**
   * @param types follows the variables and operands of the method's own code
   */
  AroundCall(
      MethodVisitor next,
      MethodSite site,
      Target target,
      AdviceClass advice,
      Map<String, Object> constants,
      OperandTypes types) {
    super(next, site, advice, types);
    this.target = target;
    this.constants = constants;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (!target.matches(opcode, owner, name, descriptor) || !types.beginsOwnCall()) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      return;
    }
    if (types.operandSlots() != Type.getArgumentsAndReturnSizes(target.descriptor) >> 2) {
      throw new WeaveException(
          "the call of " + owner + "." + name + " in " + site.name + " is part of an expression");
    }
    this.opcode = opcode;
    this.name = name;
    this.descriptor = descriptor;
    this.isInterface = isInterface;
    boolean isStatic = site.isStatic() || !types.isAt(0, site.owner);
    Place place = Place.ofCall(site, target.owner, target.descriptor, isStatic, constants);
    weave(place, Type.getArgumentTypes(target.descriptor), target.owner, null);
  }

  /** The receiver is on the operand stack. */
  @Override
  void pushReceiver() {}

  @Override
  void visitInstruction(int receiver, int operands) {
    mv.visitVarInsn(Opcodes.ALOAD, receiver);
    int slot = operands;
    for (Type operand : Type.getArgumentTypes(target.descriptor)) {
      mv.visitVarInsn(operand.getOpcode(Opcodes.ILOAD), slot);
      slot += operand.getSize();
    }
    mv.visitMethodInsn(opcode, target.owner, name, descriptor, isInterface);
  }
}
