package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Describes types to Byte Buddy by name alone, so that it looks up no class. */
final class Descriptions {
  private Descriptions() {}

  static TypeDescription type(Type type) {
    switch (type.getSort()) {
      case Type.VOID:
        return TypeDescription.ForLoadedType.of(void.class);
      case Type.BOOLEAN:
        return TypeDescription.ForLoadedType.of(boolean.class);
      case Type.CHAR:
        return TypeDescription.ForLoadedType.of(char.class);
      case Type.BYTE:
        return TypeDescription.ForLoadedType.of(byte.class);
      case Type.SHORT:
        return TypeDescription.ForLoadedType.of(short.class);
      case Type.INT:
        return TypeDescription.ForLoadedType.of(int.class);
      case Type.LONG:
        return TypeDescription.ForLoadedType.of(long.class);
      case Type.FLOAT:
        return TypeDescription.ForLoadedType.of(float.class);
      case Type.DOUBLE:
        return TypeDescription.ForLoadedType.of(double.class);
      case Type.ARRAY:
        return TypeDescription.ArrayProjection.of(
            type(type.getElementType()), type.getDimensions());
      default:
        return named(type.getInternalName());
    }
  }

  /** A class by its internal name. */
  static TypeDescription named(String internalName) {
    return new TypeDescription.Latent(internalName.replace('/', '.'), Opcodes.ACC_PUBLIC, null);
  }

  static List<ParameterDescription.Token> parameters(Type[] types) {
    List<ParameterDescription.Token> parameters = new ArrayList<>(types.length);
    for (Type type : types) {
      parameters.add(new ParameterDescription.Token(type(type).asGenericType()));
    }
    return parameters;
  }

  /** The verification type of a variable. */
  static Object verificationType(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.OBJECT:
      case Type.ARRAY:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }
}
