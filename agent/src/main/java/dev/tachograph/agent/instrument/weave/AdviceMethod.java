package dev.tachograph.agent.instrument.weave;

import dev.tachograph.agent.instrument.weave.AdviceParameter.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** One advice method, read from its class file and checked to be straight-line code. */
final class AdviceMethod {
  private static final String ADVICE = "L" + Type.getInternalName(Advice.class) + "$";
  private static final String STORE = Type.getDescriptor(Advice.Store.class);
  private static final String PROBES = "dev/tachograph/bootstrap/probe/";

  /** Loads what a parameter asks for, at the place where the advice is inlined. */
  interface Binding {
    void load(AdviceParameter parameter);
  }

  /** Where what the advice returns is kept beyond the method. */
  static final class StoredField {
    final String name;

    /** Which argument has the field; -1 for the object whose method is woven. */
    final int argument;

    StoredField(String name, int argument) {
      this.name = name;
      this.argument = argument;
    }
  }

  private final MethodNode node;
  private final String where;
  private final Type[] parameterTypes;
  final List<AdviceParameter> parameters;
  final Type returnType;
  final boolean onThrowable;

  final @Nullable StoredField stores;

  /** The simple name of the probe that the advice calls: the label of its errors. */
  final String probe;

  AdviceMethod(String adviceClass, MethodNode node, boolean onThrowable) {
    this.node = node;
    this.where = adviceClass + "." + node.name;
    this.onThrowable = onThrowable;
    this.parameterTypes = Type.getArgumentTypes(node.desc);
    this.returnType = Type.getReturnType(node.desc);
    this.parameters = readParameters();
    this.stores = readStore();
    this.probe = checkStraightLine();
  }

  boolean uses(Source source) {
    for (AdviceParameter parameter : parameters) {
      if (parameter.source == source) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has nothing to do where null is returned. */
  boolean wantsFieldOfReturned() {
    for (AdviceParameter parameter : parameters) {
      if (parameter.source == Source.ADDED_FIELD && parameter.index == Advice.AddedField.RETURNED) {
        return true;
      }
    }
    return false;
  }

  /** How many slots the advice needs for variables of its own. */
  int scratchSlots() {
    return Math.max(0, node.maxLocals - parameterSlots());
  }

  /**
   * Copies the instructions; what the advice returns is left on the operand stack.
   *
   * @param scratch the first of {@link #scratchSlots()} free slots
   */
  void inline(MethodVisitor mv, Binding binding, int scratch) {
    for (AbstractInsnNode insn : node.instructions) {
      if (insn.getOpcode() < 0 || isReturn(insn.getOpcode())) {
        continue;
      }
      if (insn instanceof VarInsnNode) {
        VarInsnNode access = (VarInsnNode) insn;
        int parameter = parameterAt(access.var);
        if (parameter >= 0) {
          binding.load(parameters.get(parameter));
        } else {
          mv.visitVarInsn(access.getOpcode(), scratch + access.var - parameterSlots());
        }
      } else {
        insn.accept(mv);
      }
    }
  }

  /** The size that ASM tells includes a receiver, which static advice has not. */
  private int parameterSlots() {
    return (Type.getArgumentsAndReturnSizes(node.desc) >> 2) - 1;
  }

  private int parameterAt(int slot) {
    int at = 0;
    for (int i = 0; i < parameterTypes.length; i++) {
      if (at == slot) {
        return i;
      }
      at += parameterTypes[i].getSize();
    }
    return -1;
  }

  private List<AdviceParameter> readParameters() {
    List<AdviceParameter> read = new ArrayList<>(parameterTypes.length);
    for (int i = 0; i < parameterTypes.length; i++) {
      List<AnnotationNode> annotations =
          node.invisibleParameterAnnotations == null ? null : node.invisibleParameterAnnotations[i];
      AdviceParameter parameter = annotations == null ? null : bind(annotations, parameterTypes[i]);
      if (parameter == null) {
        throw new WeaveException(where + ": parameter " + i + " says not what it asks for");
      }
      read.add(parameter);
    }
    return read;
  }

  private static @Nullable AdviceParameter bind(List<AnnotationNode> annotations, Type type) {
    for (AnnotationNode annotation : annotations) {
      if (!annotation.desc.startsWith(ADVICE)) {
        continue;
      }
      Object value =
          annotation.values == null || annotation.values.isEmpty()
              ? null
              : annotation.values.get(1);
      switch (annotation.desc.substring(ADVICE.length(), annotation.desc.length() - 1)) {
        case "Argument":
          return new AdviceParameter(
              Source.ARGUMENT, type, value == null ? 0 : ((Integer) value).intValue(), "");
        case "ArgumentField":
          return argumentField(annotation, type);
        case "AllArguments":
          return new AdviceParameter(Source.ALL_ARGUMENTS, type, -1, "");
        case "This":
          return new AdviceParameter(Source.THIS, type, -1, "");
        case "Field":
          return field(annotation, type);
        case "AddedField":
          StoredField added = storedField(annotation);
          return new AdviceParameter(Source.ADDED_FIELD, type, added.argument, added.name);
        case "Receiver":
          return new AdviceParameter(Source.RECEIVER, type, -1, "");
        case "Entered":
          return new AdviceParameter(Source.ENTERED, type, -1, "");
        case "Returned":
          return new AdviceParameter(Source.RETURNED, type, -1, "");
        case "Thrown":
          return new AdviceParameter(Source.THROWN, type, -1, "");
        case "Constant":
          return new AdviceParameter(Source.CONSTANT, type, -1, String.valueOf(value));
        default:
          return null;
      }
    }
    return null;
  }

  private static AdviceParameter field(AnnotationNode annotation, Type type) {
    String name = "";
    Type fieldType = type;
    for (int i = 0; i < annotation.values.size(); i += 2) {
      String value = String.valueOf(annotation.values.get(i + 1));
      if (annotation.values.get(i).equals("value")) {
        name = value;
      } else if (!value.isEmpty()) {
        fieldType = Type.getType(value);
      }
    }
    return new AdviceParameter(Source.FIELD, type, -1, name, fieldType);
  }

  private static AdviceParameter argumentField(AnnotationNode annotation, Type type) {
    StoredField field = storedField(annotation);
    return new AdviceParameter(Source.ARGUMENT_FIELD, type, field.argument, field.name);
  }

  private @Nullable StoredField readStore() {
    if (node.invisibleAnnotations == null) {
      return null;
    }
    for (AnnotationNode annotation : node.invisibleAnnotations) {
      if (annotation.desc.equals(STORE)) {
        return storedField(annotation);
      }
    }
    return null;
  }

  private static StoredField storedField(AnnotationNode annotation) {
    String name = "";
    int argument = -1;
    for (int i = 0; i < annotation.values.size(); i += 2) {
      Object value = annotation.values.get(i + 1);
      if (annotation.values.get(i).equals("value")) {
        name = String.valueOf(value);
      } else {
        argument = (Integer) value;
      }
    }
    return new StoredField(name, argument);
  }

  private String checkStraightLine() {
    if ((node.access & Opcodes.ACC_STATIC) == 0) {
      throw new WeaveException(where + " is not static");
    }
    if (!node.tryCatchBlocks.isEmpty()) {
      throw new WeaveException(where + " has a try block");
    }
    String called = "advice";
    int returns = 0;
    for (AbstractInsnNode insn : node.instructions) {
      switch (insn.getType()) {
        case AbstractInsnNode.JUMP_INSN:
        case AbstractInsnNode.LOOKUPSWITCH_INSN:
        case AbstractInsnNode.TABLESWITCH_INSN:
        case AbstractInsnNode.INVOKE_DYNAMIC_INSN:
        case AbstractInsnNode.IINC_INSN:
          throw new WeaveException(where + " is not straight-line code");
        case AbstractInsnNode.METHOD_INSN:
          String owner = ((MethodInsnNode) insn).owner;
          if (owner.startsWith(PROBES)) {
            called = owner.substring(owner.lastIndexOf('/') + 1);
          }
          break;
        case AbstractInsnNode.VAR_INSN:
          VarInsnNode access = (VarInsnNode) insn;
          if (access.getOpcode() >= Opcodes.ISTORE && parameterAt(access.var) >= 0) {
            throw new WeaveException(where + " assigns to a parameter");
          }
          break;
        default:
          if (isReturn(insn.getOpcode())) {
            returns++;
          }
      }
    }
    if (returns != 1) {
      throw new WeaveException(where + " has not exactly one return");
    }
    return called;
  }

  static boolean isReturn(int opcode) {
    return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
  }
}
