package dev.tachograph.agent.weave;

import java.util.Collections;
import java.util.Map;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodAccessorFactory;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Describes a place where advice is woven to Byte Buddy: a method, or a call. A call appears as the
 * whole body of a method that has the same object and the call's arguments.
 */
final class Place extends MethodDescription.Latent implements Implementation.Context {
  /** The variable of the object whose method is called. Byte Buddy knows nothing of it. */
  static final int RECEIVER = 0xffff;

  private final MethodSite site;
  private final Map<String, Object> constants;

  /** The type of the object whose method is called; null if this is not a call. */
  final @Nullable Type receiver;

  private Place(
      MethodSite site,
      String name,
      int access,
      String descriptor,
      Map<String, Object> constants,
      @Nullable Type receiver) {
    super(
        site.type,
        name,
        access,
        Collections.emptyList(),
        Descriptions.type(Type.getReturnType(descriptor)).asGenericType(),
        Descriptions.parameters(Type.getArgumentTypes(descriptor)),
        Collections.emptyList(),
        Collections.emptyList(),
        null,
        site.type.asGenericType());
    this.site = site;
    this.constants = constants;
    this.receiver = receiver;
  }

  static Place ofMethod(MethodSite site, Map<String, Object> constants) {
    return new Place(site, site.name, site.access, site.descriptor, constants, null);
  }

  /**
   * @param isStatic whether there is no object whose method makes the call
   */
  static Place ofCall(
      MethodSite site,
      String owner,
      String descriptor,
      boolean isStatic,
      Map<String, Object> constants) {
    return new Place(
        site,
        "call",
        isStatic ? Opcodes.ACC_STATIC : 0,
        descriptor,
        constants,
        Type.getObjectType(owner));
  }

  MethodVisitor wrap(Advice advice, MethodVisitor next) {
    // No type pool is necessary, because nothing looks types up.
    return advice.wrap(
        site.type, this, next, this, null, ClassWriter.COMPUTE_MAXS, ClassReader.EXPAND_FRAMES);
  }

  String owner() {
    return site.owner;
  }

  /** Whether added fields exist. A class that was loaded before cannot get any. */
  boolean addsFields() {
    return site.addsFields();
  }

  boolean hasFrames() {
    return site.hasFrames();
  }

  /** The name of the only field with this type that the class itself declares. */
  String onlyFieldOf(String descriptor) {
    return site.fields.onlyOne(descriptor);
  }

  Object constant(String name) {
    Object constant = constants.get(name);
    if (constant == null) {
      throw new WeaveException("no constant " + name + " is given");
    }
    return constant;
  }

  @Override
  public TypeDescription getInstrumentedType() {
    return site.type;
  }

  @Override
  public ClassFileVersion getClassFileVersion() {
    return site.version();
  }

  @Override
  public FrameGeneration getFrameGeneration() {
    return hasFrames() ? FrameGeneration.GENERATE : FrameGeneration.DISABLED;
  }

  @Override
  public TypeDescription register(AuxiliaryType auxiliaryType) {
    throw addsNothing();
  }

  @Override
  public FieldDescription.InDefinedShape cache(StackManipulation value, TypeDescription type) {
    throw addsNothing();
  }

  @Override
  public MethodDescription.InDefinedShape registerAccessorFor(
      Implementation.SpecialMethodInvocation invocation,
      MethodAccessorFactory.AccessType accessType) {
    throw addsNothing();
  }

  @Override
  public MethodDescription.InDefinedShape registerGetterFor(
      FieldDescription field, MethodAccessorFactory.AccessType accessType) {
    throw addsNothing();
  }

  @Override
  public MethodDescription.InDefinedShape registerSetterFor(
      FieldDescription field, MethodAccessorFactory.AccessType accessType) {
    throw addsNothing();
  }

  private static WeaveException addsNothing() {
    return new WeaveException("advice adds no members to a class");
  }
}
